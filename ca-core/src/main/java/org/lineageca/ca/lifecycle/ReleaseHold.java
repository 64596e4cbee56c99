package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.revocation.ReleaseDecision;

/** Ends the hold of a certificate (certificateHold, RFC 5280 5.3.1): it is good again. */
public final class ReleaseHold {

    /** How many characters the reason may have. */
    public static final int LONGEST_REASON = 200;

    private final CertificateStore certificates;
    private final RevocationStore revocations;
    private final InstantSource clock;

    public ReleaseHold(
            CertificateStore certificates, RevocationStore revocations, InstantSource clock) {
        this.certificates = certificates;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * Releases.
     *
     * @param because why, in plain words, for the audit trail
     * @throws RefusedException before anything has changed
     */
    public ReleaseDecision release(Actor actor, CertificateReference reference, String because) {
        actor.require(Permission.REVOKE);
        var why = because.strip();
        if (why.isEmpty()
                || why.length() > LONGEST_REASON
                || why.chars().anyMatch(Character::isISOControl)) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The reason for a release is one line of 1 to %d characters. Nothing was released. Say why the certificate can be trusted again."
                            .formatted(LONGEST_REASON));
        }
        var certificate = NamedCertificate.find(certificates, reference, "Nothing was released.");
        return revocations.release(
                certificate.generation(),
                certificate.serial(),
                why,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                actor);
    }
}
