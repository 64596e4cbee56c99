package org.lineageca.ca.revocation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.SerialNumber;

/**
 * One withdrawn certificate (RFC 5280 5.1.2.6).
 *
 * @param revocationDate when it was recorded
 * @param invalidityDate since when the key is suspected or known to be compromised (RFC 5280 5.3.2)
 */
public record RevocationEntry(
        SerialNumber serial,
        Instant revocationDate,
        RevocationReason reason,
        @Nullable Instant invalidityDate) {}
