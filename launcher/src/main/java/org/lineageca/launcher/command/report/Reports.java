package org.lineageca.launcher.command.report;

import java.util.Set;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.Menu;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups what is told about the whole. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "How many certificates there are.",
        synopsisSubcommandLabel = "COMMAND")
public final class Reports implements Callable<Integer> {

    private final Lineage lineage;

    private Reports(Lineage lineage) {
        this.lineage = lineage;
    }

    /** The group with its commands. */
    public static CommandLine of(Lineage lineage, Set<String> typed) {
        return new Menu(new Reports(lineage), typed)
                .add("population", () -> new ShowPopulation(lineage))
                .commandLine();
    }

    @Override
    public Integer call() {
        lineage.surroundings()
                .err()
                .println("Which report? `%s report --help` says.".formatted(lineage.name()));
        return ExitStatus.USAGE;
    }
}
