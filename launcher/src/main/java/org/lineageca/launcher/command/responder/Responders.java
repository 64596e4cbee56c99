package org.lineageca.launcher.command.responder;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.Menu;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.supervisor.SupervisorFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups what can be done with responders. */
@Command(
        name = "responder",
        mixinStandardHelpOptions = true,
        description = {
            "OCSP responders: their keys, and those beside the one whose address certificates name.",
            "Further ones give the same answers, each from the CA's database or from a copy of it: put them behind one address."
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Responders implements Callable<Integer> {

    private final Lineage lineage;

    private Responders(Lineage lineage) {
        this.lineage = lineage;
    }

    /** The group with its commands. */
    public static CommandLine of(Lineage lineage, Set<String> typed) {
        return new Menu(new Responders(lineage), typed)
                .add(
                        "add",
                        () ->
                                new CommandLine(new AddResponder(lineage))
                                        .setCaseInsensitiveEnumValuesAllowed(true))
                .add("list", () -> new ListResponders(lineage))
                .add("remove", () -> new RemoveResponder(lineage))
                .add("roll-key", () -> new RollKey(lineage))
                .commandLine();
    }

    @Override
    public Integer call() {
        lineage.surroundings()
                .err()
                .println(
                        "What with responders? `%s responder --help` says."
                                .formatted(lineage.name()));
        return ExitStatus.USAGE;
    }

    /** What is still to be done for a change to take effect. */
    static String takesEffect(Lineage lineage, Installation installation) throws IOException {
        return SupervisorFile.of(installation).running().isPresent()
                ? "Lineage is running: this takes effect with `%s` and `%s`."
                        .formatted(lineage.typed("down"), lineage.typed("up"))
                : "This takes effect with the next `%s`.".formatted(lineage.typed("up"));
    }
}
