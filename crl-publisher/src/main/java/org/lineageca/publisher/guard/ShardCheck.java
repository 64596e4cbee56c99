package org.lineageca.publisher.guard;

import java.util.Map;
import java.util.Optional;
import org.lineageca.publisher.guard.Check.Finding;

/**
 * Whether no serial of a shard is in another one: a certificate names one URI, so one of the two
 * tells it to nobody.
 */
final class ShardCheck {

    private ShardCheck() {}

    static Optional<Finding> finding(Examination e) {
        return e.published().otherShards().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(shard ->
                        Optional.ofNullable(e.list().revoked().firstInBoth(shard.getValue()))
                                .map(serial -> found(shard.getKey(), serial))
                                .stream())
                .findFirst();
    }

    private static Finding found(String shard, Octets serial) {
        return new Finding(
                RefusalReason.SERIAL_IN_TWO_SHARDS,
                "The serial %s is in it and in %s, which is published."
                        .formatted(serial.toHex(), shard));
    }
}
