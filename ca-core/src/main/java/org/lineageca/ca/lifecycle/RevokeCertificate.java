package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;

/** Withdraws a certificate. Final. */
public final class RevokeCertificate {

    private final CertificateStore certificates;
    private final RevocationStore revocations;
    private final AuthorityStore authorities;
    private final InstantSource clock;

    public RevokeCertificate(
            CertificateStore certificates,
            RevocationStore revocations,
            AuthorityStore authorities,
            InstantSource clock) {
        this.certificates = certificates;
        this.revocations = revocations;
        this.authorities = authorities;
        this.clock = clock;
    }

    /**
     * Revokes.
     *
     * @param invalidityDate since when the key is suspected to be compromised; null if not known
     * @throws RefusedException before anything has changed
     */
    public RevocationDecision revoke(
            Actor actor,
            CertificateReference reference,
            RevocationReason reason,
            @Nullable Instant invalidityDate) {
        actor.require(Permission.REVOKE);
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var certificate = single(reference);
        if (invalidityDate != null && invalidityDate.isAfter(now)) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The invalidity date "
                            + invalidityDate
                            + " lies in the future. Nothing was revoked. Give the time since when the key is not to be trusted, or leave it out.");
        }
        if (isCaCertificate(certificate)) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "Certificate "
                            + certificate.serial()
                            + " belongs to a CA; revoking it needs two people. Nothing was revoked.");
        }
        var entry =
                new RevocationEntry(
                        certificate.serial(),
                        now,
                        reason,
                        invalidityDate == null
                                ? null
                                : invalidityDate.truncatedTo(ChronoUnit.SECONDS));
        return revocations.revoke(certificate.generation(), entry, actor);
    }

    private boolean isCaCertificate(CertificateRecord certificate) {
        return authorities.generations().stream()
                .flatMap(generation -> generation.caCertificate().stream())
                .map(certificateOfCa -> certificateOfCa.serial())
                .anyMatch(certificate.serial()::equals);
    }

    private CertificateRecord single(CertificateReference reference) {
        var found = certificates.resolve(reference);
        return switch (found.size()) {
            case 0 ->
                    throw new RefusedException(
                            Refusal.NOT_FOUND,
                            "No certificate issued here has "
                                    + describe(reference)
                                    + ". Nothing was revoked. Check it with 'openssl x509 -serial'.");
            case 1 -> found.getFirst();
            default ->
                    throw new RefusedException(
                            Refusal.INVALID_VALUE,
                            found.size()
                                    + " generations have issued a certificate with "
                                    + describe(reference)
                                    + ". Nothing was revoked. Name it by its SHA-256 fingerprint.");
        };
    }

    private static String describe(CertificateReference reference) {
        return switch (reference) {
            case CertificateReference.BySerial(var serial) -> "the serial number " + serial;
            case CertificateReference.ByFingerprint(var sha256) ->
                    "the SHA-256 fingerprint " + sha256;
        };
    }
}
