package org.lineageca.ocsp.crl;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A complete CRL that its issuer signed.
 *
 * @param number null where it has none, as in version 1
 * @param revoked serial numbers with what was said of each
 */
public record Crl(
        @Nullable BigInteger number,
        Instant thisUpdate,
        Instant nextUpdate,
        CrlScope scope,
        RevokedSerials revoked) {

    /** Whether this one is older than another: relying parties must not go back. */
    public boolean precedes(Crl other) {
        if (number != null && other.number != null && !number.equals(other.number)) {
            return number.compareTo(other.number) < 0;
        }
        return thisUpdate.isBefore(other.thisUpdate);
    }
}
