package org.lineageca.launcher.command.profile;

import java.util.Set;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.Menu;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups what can be done about profiles. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description = "Profiles: what may be asked for, and what certificates contain.",
        synopsisSubcommandLabel = "COMMAND")
public final class Profiles implements Callable<Integer> {

    private final Lineage lineage;

    private Profiles(Lineage lineage) {
        this.lineage = lineage;
    }

    /** The group with its commands. */
    public static CommandLine of(Lineage lineage, Set<String> typed) {
        return new Menu(new Profiles(lineage), typed)
                .add("list", () -> new ListProfiles(lineage))
                .add("show", () -> new ShowProfile(lineage))
                .add("example", () -> new ShowExample(lineage))
                .add("check", () -> new CheckProfile(lineage))
                .add("propose", () -> new ProposeProfile(lineage))
                .commandLine();
    }

    @Override
    public Integer call() {
        lineage.surroundings()
                .err()
                .println("What with profiles? `%s profile --help` says.".formatted(lineage.name()));
        return ExitStatus.USAGE;
    }
}
