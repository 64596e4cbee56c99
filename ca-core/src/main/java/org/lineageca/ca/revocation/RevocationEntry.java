package org.lineageca.ca.revocation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.SerialNumber;

/**
 * One withdrawn certificate (RFC 5280 5.1.2.6).
 *
 * @param revocationDate when it was recorded; where a hold became final, the time of that
 * @param invalidityDate since when the key is suspected or known to be compromised (RFC 5280 5.3.2)
 */
public record RevocationEntry(
        SerialNumber serial,
        Instant revocationDate,
        RevocationReason reason,
        @Nullable Instant invalidityDate) {

    /** Whether it may still be released, or revoked for good. */
    public boolean isHold() {
        return reason == RevocationReason.CERTIFICATE_HOLD;
    }

    /** Whether it says that the certificate is on no list any more. */
    public boolean isReleased() {
        return reason == RevocationReason.REMOVE_FROM_CRL;
    }
}
