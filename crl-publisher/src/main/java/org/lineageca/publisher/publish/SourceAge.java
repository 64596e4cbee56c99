package org.lineageca.publisher.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Judges whether a database shows the present. */
final class SourceAge {

    /** Cores write their heartbeat every few seconds. */
    private static final Duration LONGEST_LAG = Duration.ofMinutes(1);

    private Instant newest = Instant.MIN;

    /** Why it does not, in two sentences. */
    Optional<String> stale(Origin origin, Instant now) {
        var heartbeat = origin.heartbeat();
        // The clocks of several cores may differ a little.
        if (newest.isAfter(heartbeat.plus(LONGEST_LAG))) {
            return Optional.of(
                    "Its heartbeat is of %s, though it has shown that of %s before. An older database was put in its place."
                            .formatted(heartbeat, newest));
        }
        newest = heartbeat.isAfter(newest) ? heartbeat : newest;
        return origin.isReplica() && heartbeat.plus(LONGEST_LAG).isBefore(now)
                ? Optional.of(
                        "It is a copy that shows the CA's database as of %s. Either it has stopped to follow, or no core runs."
                                .formatted(heartbeat))
                : Optional.empty();
    }
}
