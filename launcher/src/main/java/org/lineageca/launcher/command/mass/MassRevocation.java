package org.lineageca.launcher.command.mass;

import java.util.Set;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.Menu;
import org.lineageca.launcher.service.MassRevocations;
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
                .add(
                        "show",
                        () ->
                                OneList.of(
                                        lineage,
                                        (core, id) -> new MassRevocations(core).get(id),
                                        ListText::print,
                                        "Shows a list: what fills it, how far it has come, how fast, and how long it will take."))
                .add(
                        "pause",
                        () ->
                                OneList.of(
                                        lineage,
                                        (core, id) -> new MassRevocations(core).pause(id),
                                        ListText::print,
                                        "Has the revocation of a list wait, from its next step on."))
                .add(
                        "resume",
                        () ->
                                OneList.of(
                                        lineage,
                                        (core, id) -> new MassRevocations(core).resume(id),
                                        ListText::print,
                                        "Has the revocation of a list go on, within half a minute."))
                .add("results", () -> SaveResults.ofRevocation(lineage))
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
