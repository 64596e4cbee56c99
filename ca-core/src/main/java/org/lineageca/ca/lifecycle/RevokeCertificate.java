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
    private final InstantSource clock;

    public RevokeCertificate(
            CertificateStore certificates, RevocationStore revocations, InstantSource clock) {
        this.certificates = certificates;
        this.revocations = revocations;
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
        if (TwoPeople.profiles(reason).contains(certificate.profile())) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "Certificate "
                            + certificate.serial()
                            + (certificate.isOfCa()
                                    ? " belongs to a CA; revoking it needs two people. Nothing was revoked. Propose to revoke the CA; where it goes on without this certificate, put it on a list (POST /revocations/batches), which another person approves."
                                    : " belongs to an OCSP signer; revoking it for keyCompromise blocks the responder's key and needs two people. Nothing was revoked. Give the responder a new key (lineage responder roll-key), and put it on a list (POST /revocations/batches), which another person approves."));
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
}
