package org.lineageca.launcher.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.Revocations;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends the hold of a certificate. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description =
                "Releases a certificate that was revoked for certificateHold; it is good again.")
public final class Release implements Callable<Integer> {

    private final Lineage lineage;

    @Option(
            names = "--because",
            required = true,
            paramLabel = "TEXT",
            description = "Why it can be trusted again, for the audit trail: one line.")
    private String because = "";

    @Parameters(
            paramLabel = "CERTIFICATE",
            description = {
                "A file (PEM, the first certificate in it; or DER), a serial number",
                "or a SHA-256 fingerprint in hexadecimal digits."
            })
    private String certificate = "";

    public Release(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var subject = CertificateName.forService(certificate, "Nothing was released.");
        try (var core = CoreClient.of(lineage.installation())) {
            var release = new Revocations(core).release(subject, because);
            var out = lineage.surroundings().out();
            if (release.released()) {
                out.printf(
                        "serial %s of generation %s is released; it was on hold since %s%n",
                        release.serial(), release.generation(), release.heldSince());
            } else {
                out.println("It is not on hold. Nothing was changed.");
            }
        }
        return ExitStatus.DONE;
    }
}
