package org.lineageca.launcher.command.ca;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.Acts;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends what is not done. */
@Command(
        name = "withdraw",
        mixinStandardHelpOptions = true,
        description = {
            "Ends an act that is proposed, or approved and not done.",
            "What was made for it already stays: a staged generation stays staged."
        })
final class WithdrawAct implements Callable<Integer> {

    private final Lineage lineage;

    @Parameters(paramLabel = "ID", description = "The act's number.")
    private long id;

    @Mixin private OfficerOption officer = new OfficerOption();

    WithdrawAct(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            new ActText(new Acts(core).withdraw(id)).printState(lineage.surroundings().out());
        }
        return ExitStatus.DONE;
    }
}
