package org.lineageca.launcher.command.ceremony;

import java.util.Set;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.Menu;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups what a custodian does with a share. */
@Command(
        name = "share",
        mixinStandardHelpOptions = true,
        description = "A custodian's share of a token's PIN.",
        synopsisSubcommandLabel = "COMMAND")
public final class Share implements Callable<Integer> {

    private final Lineage lineage;

    private Share(Lineage lineage) {
        this.lineage = lineage;
    }

    /** The group with its commands. */
    public static CommandLine of(Lineage lineage, Set<String> typed) {
        return new Menu(new Share(lineage), typed)
                .add("open", () -> new OpenShare(lineage))
                .commandLine();
    }

    @Override
    public Integer call() {
        lineage.surroundings()
                .err()
                .println("What with a share? `%s share --help` says.".formatted(lineage.name()));
        return ExitStatus.USAGE;
    }
}
