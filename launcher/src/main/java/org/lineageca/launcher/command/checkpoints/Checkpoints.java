package org.lineageca.launcher.command.checkpoints;

import java.util.Set;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.Menu;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups what can be done with a signer's memory of checkpoints. */
@Command(
        name = "checkpoint",
        mixinStandardHelpOptions = true,
        description = {
            "What the signer remembers of the audit log: the last checkpoint it signed.",
            "A database that is older than that refuses to sign anything."
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Checkpoints implements Callable<Integer> {

    private final Lineage lineage;

    private Checkpoints(Lineage lineage) {
        this.lineage = lineage;
    }

    /** The group with its commands. */
    public static CommandLine of(Lineage lineage, Set<String> typed) {
        return new Menu(new Checkpoints(lineage), typed)
                .add("list", () -> new ListCheckpoints(lineage))
                .add("forget", () -> new ForgetCheckpoint(lineage))
                .commandLine();
    }

    @Override
    public Integer call() {
        lineage.surroundings()
                .err()
                .println(
                        "What with checkpoints? `%s checkpoint --help` says."
                                .formatted(lineage.name()));
        return ExitStatus.USAGE;
    }
}
