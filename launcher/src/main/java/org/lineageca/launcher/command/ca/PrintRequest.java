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

/** What a CA elsewhere is given to sign. */
@Command(
        name = "request",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a PKCS#10 request (RFC 2986, PEM) over a generation's key, for a CA that is not ours.",
            "What that CA returns is handed in with `ca accept`."
        })
final class PrintRequest implements Callable<Integer> {

    private final Lineage lineage;

    @Parameters(paramLabel = "GENERATION", description = "Its label, or a lineage's role.")
    private String generation = "";

    @Mixin private OfficerOption officer = new OfficerOption();

    PrintRequest(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            lineage.surroundings().out().print(new Acts(core).request(generation));
        }
        return ExitStatus.DONE;
    }
}
