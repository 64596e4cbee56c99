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

/** Every certificate there is over one key. */
@Command(
        name = "certificates",
        mixinStandardHelpOptions = true,
        description =
                "Prints all CA certificates over a generation's key as PEM: first, renewed, cross-certified.")
final class PrintCertificates implements Callable<Integer> {

    private final Lineage lineage;

    @Parameters(paramLabel = "GENERATION", description = "Its label, or a lineage's role.")
    private String generation = "";

    @Mixin private OfficerOption officer = new OfficerOption();

    PrintCertificates(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            lineage.surroundings().out().print(new Acts(core).certificates(generation));
        }
        return ExitStatus.DONE;
    }
}
