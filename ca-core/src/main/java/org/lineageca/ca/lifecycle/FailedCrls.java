package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lineageca.ca.x509.GenerationId;

/**
 * CRLs that were begun and not issued. Each attempt costs a number and writes the whole CRL, so
 * they are begun anew after five seconds, then after twice as long, up to ten minutes.
 *
 * <p>Of this process alone: another begins at five seconds again.
 */
final class FailedCrls {

    /** Where a CRL belongs: as in {@link CrlLedger.Standing}. */
    record Place(GenerationId generation, String place) {}

    private record Attempts(int number, Instant last) {}

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** From so many on the rest is the longest. */
    private static final int MANY = 8;

    private final Map<Place, Attempts> attempts = new ConcurrentHashMap<>();

    void add(Place failed, Instant at) {
        attempts.merge(
                failed,
                new Attempts(1, at),
                (before, _) -> new Attempts(Math.min(before.number() + 1, MANY), at));
    }

    void remove(Place issued) {
        attempts.remove(issued);
    }

    /** Whether it is too early to begin it anew. */
    boolean rests(Place place, Instant now) {
        var before = attempts.get(place);
        return before != null && now.isBefore(before.last().plus(rest(before.number())));
    }

    private static Duration rest(int attempts) {
        return attempts == MANY ? LONGEST : FIRST.multipliedBy(1L << (attempts - 1));
    }
}
