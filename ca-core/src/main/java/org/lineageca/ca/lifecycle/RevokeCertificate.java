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

/** Withdraws a certificate: for good, or on hold until it is released or revoked for good. */
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
        var certificate = NamedCertificate.find(certificates, reference, "Nothing was revoked.");
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
}
