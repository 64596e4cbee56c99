package org.lineageca.launcher.command.ca;

import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
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
    public static CommandLine of(Lineage lineage) {
        var group =
                new CommandLine(new Ca(lineage))
                        .addSubcommand(new ListLineages(lineage))
                        .addSubcommand(new ShowObligations(lineage))
                        .addSubcommand(new ShowForecast(lineage))
                        .addSubcommand(new SetBudget(lineage))
                        .addSubcommand(new RehearseChange(lineage))
                        .addSubcommand(new ShowPaths(lineage))
                        .addSubcommand(new ShowAcceptable(lineage));
        for (var kind : ActKind.values()) {
            group.addSubcommand(kind.typed(), PlanAct.command(lineage, kind));
        }
        return group.addSubcommand(new ListActs(lineage))
                .addSubcommand(new ShowAct(lineage))
                .addSubcommand(new ApproveAct(lineage))
                .addSubcommand(new WithdrawAct(lineage))
                .addSubcommand(new HoldCeremony(lineage))
                .addSubcommand(new PrintRequest(lineage))
                .addSubcommand(new AcceptCertificate(lineage))
                .addSubcommand(new PrintCertificates(lineage));
    }

    @Override
    public Integer call() {
        lineage.surroundings()
                .err()
                .println("What with authorities? `%s ca --help` says.".formatted(lineage.name()));
        return ExitStatus.USAGE;
    }
}
