package org.lineageca.launcher.command.mass;

import java.util.Set;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.Menu;
import org.lineageca.launcher.service.MassReissues;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups what can be done about the re-issue of many. */
@Command(
        name = "reissue",
        mixinStandardHelpOptions = true,
        description =
                "Certificates of a list made anew, with the same keys and names, before they are revoked.",
        synopsisSubcommandLabel = "COMMAND")
public final class MassReissue implements Callable<Integer> {

    private final Lineage lineage;

    private MassReissue(Lineage lineage) {
        this.lineage = lineage;
    }

    /** The group with its commands. */
    public static CommandLine of(Lineage lineage, Set<String> typed) {
        return new Menu(new MassReissue(lineage), typed)
                .add("propose", () -> new ProposeReissue(lineage))
                .add(
                        "show",
                        () ->
                                OneList.of(
                                        lineage,
                                        (core, id) -> new MassReissues(core).get(id),
                                        ReissueText::print,
                                        "Shows how far the re-issue of a list has come, how fast, and how long it will take."))
                .add(
                        "pause",
                        () ->
                                OneList.of(
                                        lineage,
                                        (core, id) -> new MassReissues(core).pause(id),
                                        ReissueText::print,
                                        "Has the re-issue of a list wait, from its next step on."))
                .add(
                        "resume",
                        () ->
                                OneList.of(
                                        lineage,
                                        (core, id) -> new MassReissues(core).resume(id),
                                        ReissueText::print,
                                        "Has the re-issue of a list go on, within half a minute."))
                .add("results", () -> SaveResults.ofReissue(lineage))
                .add("subscribers", () -> new SaveSubscribers(lineage))
                .commandLine();
    }

    @Override
    public Integer call() {
        lineage.surroundings()
                .err()
                .println(
                        "What with the re-issue of many? `%s reissue --help` says."
                                .formatted(lineage.name()));
        return ExitStatus.USAGE;
    }
}
