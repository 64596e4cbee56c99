package org.lineageca.launcher.command;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.Revocations;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Withdraws a certificate. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description =
                "Revokes a certificate; a certificate revoked before stays as it is, one on hold is revoked for good.",
        footerHeading = "%nReasons (RFC 5280 5.3.1):%n",
        footer = {
            "  unspecified, keyCompromise, affiliationChanged, superseded,",
            "  cessationOfOperation, privilegeWithdrawn;",
            "  certificateHold: until `lineage release`, or until it is revoked for another reason"
        })
public final class Revoke implements Callable<Integer> {

    private final Lineage lineage;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "REASON",
            description = "One of the names below.")
    private String reason = "";

    @Option(
            names = "--invalidity-date",
            paramLabel = "ISO",
            description =
                    "Since when the key is to be distrusted, if known: 2026-11-01 or 2026-11-01T08:30:00Z.")
    private @Nullable String invalidityDate;

    @Parameters(
            paramLabel = "CERTIFICATE",
            description = {
                "A file (PEM, the first certificate in it; or DER), a serial number",
                "or a SHA-256 fingerprint in hexadecimal digits."
            })
    private String certificate = "";

    public Revoke(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var name =
                ReasonName.parse(reason)
                        .orElseThrow(() ->
                                wrongUsage(
                                        "'%s' is no reason. Reasons are: %s. Nothing was revoked."
                                                .formatted(
                                                        reason,
                                                        String.join(", ", ReasonName.names()))));
        var since = since();
        var subject = CertificateName.forService(certificate, "Nothing was revoked.");
        try (var core = CoreClient.of(lineage.installation())) {
            var entry = new Revocations(core).revoke(subject, name.text(), since);
            lineage.surroundings()
                    .out()
                    .printf(
                            entry.isNew()
                                    ? "serial %s of generation %s is revoked since %s: %s%n"
                                    : "serial %s of generation %s was revoked already, on %s: %s. Nothing was changed.%n",
                            entry.serial(),
                            entry.generation(),
                            entry.revocationDate(),
                            entry.reason());
        }
        return ExitStatus.DONE;
    }

    private @Nullable Instant since() {
        var text = invalidityDate;
        if (text == null) {
            return null;
        }
        return Moment.parse(text)
                .orElseThrow(() ->
                        wrongUsage(
                                "'%s' is no date. Write %s. Nothing was revoked."
                                        .formatted(text, Moment.EXAMPLES)));
    }

    private ParameterException wrongUsage(String message) {
        if (spec == null) {
            throw new IllegalStateException("the command was not set up by picocli");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
