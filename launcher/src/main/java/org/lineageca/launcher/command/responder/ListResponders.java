package org.lineageca.launcher.command.responder;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.Kind;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.Settings;
import org.lineageca.launcher.supervisor.StatusFile;
import org.lineageca.launcher.supervisor.SupervisorFile;
import picocli.CommandLine.Command;

/** Shows the responders. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Shows every responder: name, what it reads, address, state.")
final class ListResponders implements Callable<Integer> {

    private static final String ROW = "%-20s  %-10s  %-28s  %s%n";

    private final Lineage lineage;

    ListResponders(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        var installation = lineage.installation();
        var settings = Settings.read(installation, Kind.ONLINE, "Nothing was read.");
        var states = states(installation);
        var out = lineage.surroundings().out();
        out.printf(ROW, "RESPONDER", "READS", "ADDRESS", "STATE");
        out.printf(
                ROW,
                "(the first)",
                "database",
                "http://" + settings.ports().address(PortUse.OCSP),
                states.getOrDefault("ocsp-responder", "stopped"));
        for (var responder : settings.responders()) {
            out.printf(
                    ROW,
                    responder.name(),
                    responder.reads().key(),
                    "http://" + responder.address(),
                    states.getOrDefault(
                            responder.program(),
                            states.isEmpty() ? "stopped" : "starts with the next up"));
        }
        return ExitStatus.DONE;
    }

    /** By program; empty if none runs. */
    private static Map<String, String> states(Installation installation) throws IOException {
        var states = new HashMap<String, String>();
        if (SupervisorFile.of(installation).running().isPresent()) {
            new StatusFile(installation.statusFile())
                    .read()
                    .ifPresent(status ->
                            status.programs()
                                    .forEach(program ->
                                            states.put(program.name(), program.state().text())));
        }
        return states;
    }
}
