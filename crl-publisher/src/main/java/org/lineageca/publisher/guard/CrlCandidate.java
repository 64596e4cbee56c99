package org.lineageca.publisher.guard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signed CRL and what its row says about it.
 *
 * @param scope what it must speak for
 * @param deltas the URI of the deltas of its scope, byte for byte; null where there are none
 * @param number the CRL number that was reserved for it
 * @param base of a delta: the number of the CRL it adds to; otherwise null
 * @param entries how many entries it must have
 * @param tbsSha256 SHA-256 of the TBSCertList that was committed before it was signed
 * @param records tells of serials that are in it no more whether they may be gone
 * @param before thisUpdate of the CRL of its scope that was signed before it, published or not;
 *     null where there is none
 * @param isFinal whether no other will come: the final CRL of its generation
 */
public record CrlCandidate(
        Octets der,
        CrlScope scope,
        @Nullable Octets deltas,
        long number,
        @Nullable Long base,
        long entries,
        Octets tbsSha256,
        SerialRecords records,
        @Nullable Instant before,
        boolean isFinal) {

    boolean isDelta() {
        return scope instanceof CrlScope.Delta;
    }
}
