package org.lineageca.publisher.publish;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.Octets;

/**
 * The row of a signed CRL, without the CRL.
 *
 * @param distributionPoint the URI of its scope; of a delta: of the scope it belongs to
 * @param deltas the URI of the deltas of its scope; null where there are none
 * @param number the CRL number reserved for it
 * @param base of a delta: the number of the CRL it adds to; otherwise null
 * @param tbsSha256 SHA-256 of the TBSCertList, committed before it was signed
 * @param isFinal whether no other will come
 * @param before thisUpdate of the CRL of its scope with the number before; null where there is none
 * @param bytes the size of the signed CRL
 * @param recordedAt when it came back from the token
 */
public record OfferedCrl(
        String scope,
        String distributionPoint,
        @Nullable String deltas,
        long number,
        @Nullable Long base,
        long entries,
        Octets tbsSha256,
        boolean isFinal,
        @Nullable Instant before,
        long bytes,
        Instant recordedAt) {}
