package org.lineageca.launcher.command.ca;

import java.util.Set;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.Menu;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups what can be done with certification authorities. */
@Command(
        name = "ca",
        mixinStandardHelpOptions = true,
        description = "Certification authorities.",
        synopsisSubcommandLabel = "COMMAND")
public final class Ca implements Callable<Integer> {

    private final Lineage lineage;

    private Ca(Lineage lineage) {
        this.lineage = lineage;
    }

    /** The group with its commands. */
    public static CommandLine of(Lineage lineage, Set<String> typed) {
        var menu =
                new Menu(new Ca(lineage), typed)
                        .add("list", () -> new ListLineages(lineage))
                        .add("obligations", () -> new ShowObligations(lineage))
                        .add("forecast", () -> new ShowForecast(lineage))
                        .add("budget", () -> new SetBudget(lineage))
                        .add("rehearse", () -> new RehearseChange(lineage))
                        .add("path", () -> new ShowPaths(lineage))
                        .add("acceptable", () -> new ShowAcceptable(lineage));
        for (var kind : ActKind.values()) {
            menu.add(kind.typed(), () -> PlanAct.command(lineage, kind));
        }
        return menu.add("acts", () -> new ListActs(lineage))
                .add("act", () -> new ShowAct(lineage))
                .add("approve", () -> new ApproveAct(lineage))
                .add("withdraw", () -> new WithdrawAct(lineage))
                .add("ceremony", () -> new HoldCeremony(lineage))
                .add("request", () -> new PrintRequest(lineage))
                .add("accept", () -> new AcceptCertificate(lineage))
                .add("certificates", () -> new PrintCertificates(lineage))
                .commandLine();
    }

    @Override
    public Integer call() {
        lineage.surroundings()
                .err()
                .println("What with authorities? `%s ca --help` says.".formatted(lineage.name()));
        return ExitStatus.USAGE;
    }
}
