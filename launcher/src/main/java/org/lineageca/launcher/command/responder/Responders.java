package org.lineageca.launcher.command.responder;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
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
    public static CommandLine of(Lineage lineage) {
        return new CommandLine(new Responders(lineage))
                .addSubcommand(
                        new CommandLine(new AddResponder(lineage))
                                .setCaseInsensitiveEnumValuesAllowed(true))
                .addSubcommand(new ListResponders(lineage))
                .addSubcommand(new RemoveResponder(lineage))
                .addSubcommand(new RollKey(lineage));
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
