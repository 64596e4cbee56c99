package org.lineageca.publisher.guard;

import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What relying parties have now, for a candidate to be compared with.
 *
 * @param last published last at the same place; null where there is none
 * @param counterpart of a delta: the CRL of its scope published last; of any other: the delta of
 *     its scope published last
 * @param beforeCounterpart of a delta: the number of the CRL that was published before that one
 * @param otherShards of a shard or its delta: the entries of the generation's other shards by name
 */
public record Published(
        @Nullable CertList last,
        @Nullable CertList counterpart,
        @Nullable BigInteger beforeCounterpart,
        Map<String, RevokedEntries> otherShards) {

    public Published {
        otherShards = Map.copyOf(otherShards);
    }

    /** Where nothing but the CRL at the same place counts. */
    public static Published only(@Nullable CertList last) {
        return new Published(last, null, null, Map.of());
    }
}
