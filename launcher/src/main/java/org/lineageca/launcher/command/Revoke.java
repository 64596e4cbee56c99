package org.lineageca.launcher.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.ca.OfficerOption;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.Revocations;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Option(
            names = "--file",
            paramLabel = "LIST",
            description = {
                "Revokes all certificates of a list in place of one: a serial number or fingerprint in each line.",
                "More than ten are proposed as an act, which another officer approves."
            })
    private @Nullable Path file;

    @Option(
            names = "--where",
            paramLabel = "FIELD=VALUE",
            description = {
                "Revokes all certificates of which this holds, in place of one; repeat it, and all of it must hold.",
                "generation (label), lineage, profile, key (SHA-256 of the SubjectPublicKeyInfo), issued-from,",
                "issued-before, expiring-before (dates), text (part of a name), list (number of another),",
                "status=not-revoked; certificates that have expired are left out but with expired=included."
            })
    private Map<String, String> where = new LinkedHashMap<>();

    @Option(
            names = "--drill",
            description = {
                "Of a list: propose to go through everything and revoke nothing.",
                "When it is over, `lineage revocation evidence` has the evidence."
            })
    private boolean drill;

    @Mixin private OfficerOption officer = new OfficerOption();

    @Parameters(
            paramLabel = "CERTIFICATE",
            arity = "0..1",
            description = {
                "A file (PEM, the first certificate in it; or DER), a serial number",
                "or a SHA-256 fingerprint in hexadecimal digits."
            })
    private @Nullable String certificate;

    public Revoke(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var given =
                (file == null ? 0 : 1) + (certificate == null ? 0 : 1) + (where.isEmpty() ? 0 : 1);
        if (given != 1) {
            throw wrongUsage(
                    "Give a CERTIFICATE, a --file LIST or what holds of many, --where FIELD=VALUE. Nothing was revoked.");
        }
        if (drill && certificate != null) {
            throw wrongUsage("A --drill is held over a list. Nothing was revoked.");
        }
        var name =
                ReasonName.parse(reason)
                        .orElseThrow(() ->
                                wrongUsage(
                                        "'%s' is no reason. Reasons are: %s. Nothing was revoked."
                                                .formatted(
                                                        reason,
                                                        String.join(", ", ReasonName.names()))));
        var since = Moment.given(invalidityDate, "Nothing was revoked.", this::wrongUsage);
        if (certificate == null) {
            try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
                var list = new RevokeList(lineage, new Revocations(core));
                if (file == null) {
                    list.revoke(where, name, since, drill);
                } else {
                    list.revoke(file, name, since, drill);
                }
            }
            return ExitStatus.DONE;
        }
        var subject =
                CertificateName.forService(
                        Objects.requireNonNull(certificate), "Nothing was revoked.");
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
            if (entry.keyBlocked()) {
                SameKey.print(
                        lineage.surroundings().out(),
                        "other certificates have its key, which is blocked now",
                        entry.sameKey());
            }
        }
        return ExitStatus.DONE;
    }

    private ParameterException wrongUsage(String message) {
        if (spec == null) {
            throw new IllegalStateException("the command was not set up by picocli");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
