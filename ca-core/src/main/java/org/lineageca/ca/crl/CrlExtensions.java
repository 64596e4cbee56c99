package org.lineageca.ca.crl;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a CRL says of itself beside its key identifier and number.
 *
 * @param statesScope whether it has a critical issuingDistributionPoint: it does not speak for the
 *     whole authority (RFC 5280 5.2.5)
 * @param base of a delta, the number of the CRL it adds to (deltaCRLIndicator, RFC 5280 5.2.4)
 * @param freshest where deltas to it are served (RFC 5280 5.2.6); never in a delta
 * @param expiredSince entries of certificates that expired after it are still there
 *     (expiredCertsOnCRL, X.509 9.5.2.6); null where they go as RFC 5280 3.3 allows
 */
public record CrlExtensions(
        boolean statesScope,
        @Nullable CrlNumber base,
        @Nullable String freshest,
        @Nullable Instant expiredSince) {

    public CrlExtensions {
        if (base != null && freshest != null) {
            throw new IllegalArgumentException("a delta CRL has no freshestCRL");
        }
    }

    /** Of a CRL without deltas that drops what has expired. */
    public static CrlExtensions plain(boolean statesScope) {
        return new CrlExtensions(statesScope, null, null, null);
    }
}
