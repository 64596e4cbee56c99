package org.lineageca.launcher.command.ca;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.Acts;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The second person's decision. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = {
            "Approves what another officer proposed; it is then carried out as far as it can be.",
            "The approval is of one plan, named by its SHA-256: without --sha256 the plan is shown and nothing is approved."
        })
final class ApproveAct implements Callable<Integer> {

    private final Lineage lineage;

    @Option(
            names = "--sha256",
            paramLabel = "HEX",
            description = "SHA-256 of the plan you have read.")
    private @Nullable String sha256;

    @Parameters(paramLabel = "ID", description = "The act's number.")
    private long id;

    @Mixin private OfficerOption officer = new OfficerOption();

    ApproveAct(Lineage lineage) {
        this.lineage = lineage;
    }

    /** The command that approves this plan and no other. */
    static String typed(Lineage lineage, ActText act) {
        return lineage.typed("ca approve %d --sha256 %s".formatted(act.id(), act.sha256()));
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var out = lineage.surroundings().out();
        try (var core = officer.core(lineage.installation(), OfficerOption.SECOND)) {
            var acts = new Acts(core);
            if (sha256 != null) {
                new ActText(acts.approve(id, sha256)).printState(out);
                return ExitStatus.DONE;
            }
            var act = new ActText(acts.get(id));
            act.printPreview(out);
            act.printPlan(out);
            throw new RefusedException(
                    "Act %d was not approved: an approval names the plan. %s"
                            .formatted(
                                    id,
                                    act.waitsForApproval()
                                            ? "Read it, then run `%s`."
                                                    .formatted(typed(lineage, act))
                                            : "It does not wait for one any more; see `%s`."
                                                    .formatted(lineage.typed("ca act " + id))));
        }
    }
}
