package org.lineageca.launcher.command.mass;

import java.util.Set;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.Menu;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups what can be done about the revocation of many. */
@Command(
        name = "revocation",
        mixinStandardHelpOptions = true,
        description =
                "Lists of certificates that are revoked together; `revoke --where` and `revoke --file` make them.",
        synopsisSubcommandLabel = "COMMAND")
public final class MassRevocation implements Callable<Integer> {

    private final Lineage lineage;

    private MassRevocation(Lineage lineage) {
        this.lineage = lineage;
    }

    /** The group with its commands. */
    public static CommandLine of(Lineage lineage, Set<String> typed) {
        return new Menu(new MassRevocation(lineage), typed)
                .add("list", () -> new ListLists(lineage))
                .add("show", () -> new ShowList(lineage))
                .add("pause", () -> new PauseList(lineage))
                .add("resume", () -> new ResumeList(lineage))
                .add("results", () -> new SaveResults(lineage))
                .add("evidence", () -> new SaveEvidence(lineage))
                .commandLine();
    }

    @Override
    public Integer call() {
        lineage.surroundings()
                .err()
                .println(
                        "What with the revocation of many? `%s revocation --help` says."
                                .formatted(lineage.name()));
        return ExitStatus.USAGE;
    }
}
