package org.lineageca.ca.admission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.revocation.RevocationReason;

/**
 * What is on record of a registered client certificate.
 *
 * @param isPinned whether it is self-signed and trusted for its fingerprint alone
 * @param removedAt since when its principal is not let in any more; null if they are
 * @param certificateRemovedAt the same by this certificate
 * @param revocation what revokes it now, for good or as a hold; null if nothing does
 * @param issuerRevocation null unless its issuer, or a CA above it, is revoked
 */
public record CredentialStanding(
        Actor.Principal principal,
        boolean isPinned,
        @Nullable Instant removedAt,
        @Nullable Instant certificateRemovedAt,
        Validity validity,
        @Nullable Revocation revocation,
        @Nullable IssuerRevocation issuerRevocation) {

    /** Both ends belong to it (RFC 5280 4.1.2.5). */
    public record Validity(Instant notBefore, Instant notAfter) {}

    public record Revocation(Instant at, RevocationReason reason) {}

    public record IssuerRevocation(String issuer, Instant at) {}

    /** Whether who has it is listened to at that time, a person or a machine, and if not why. */
    public Admission at(Instant now) {
        var name = principal.name();
        if (removedAt != null) {
            return new Admission.PersonRemoved(name, removedAt);
        }
        if (certificateRemovedAt != null) {
            return new Admission.CertificateRemoved(name, certificateRemovedAt);
        }
        if (revocation != null) {
            return revocation.reason() == RevocationReason.CERTIFICATE_HOLD
                    ? new Admission.OnHold(name, revocation.at())
                    : new Admission.Revoked(name, revocation.at(), revocation.reason());
        }
        if (issuerRevocation != null) {
            return new Admission.IssuerRevoked(
                    name, issuerRevocation.issuer(), issuerRevocation.at());
        }
        if (now.isBefore(validity.notBefore())) {
            return new Admission.NotYetValid(name, validity.notBefore());
        }
        if (now.isAfter(validity.notAfter())) {
            return new Admission.Expired(name, validity.notAfter());
        }
        return new Admission.Admitted(principal, isPinned);
    }
}
