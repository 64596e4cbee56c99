package org.lineageca.ocsp.status;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How old the knowledge of changes is. */
public final class Freshness {

    private record Reading(Origin origin, Instant at) {

        Instant knownAt() {
            return origin.knownAt(at);
        }
    }

    private final InstantSource clock;
    private final Duration maxAge;
    private volatile @Nullable Reading last;
    private volatile boolean reachable;

    /**
     * Nothing read yet.
     *
     * @param maxAge how old what is known may be for new answers to be signed
     */
    public Freshness(InstantSource clock, Duration maxAge) {
        this.clock = clock;
        this.maxAge = maxAge;
    }

    /**
     * Changes were read completely.
     *
     * @param origin asked for before they were read
     * @param startedAt before the reading began
     * @return whether the reading before this one failed, or there was none
     */
    boolean read(Origin origin, Instant startedAt) {
        last = new Reading(origin, startedAt);
        var recovered = !reachable;
        reachable = true;
        return recovered;
    }

    /**
     * An attempt to read failed.
     *
     * @return whether the attempt before this one succeeded
     */
    boolean failed() {
        var lost = reachable;
        reachable = false;
        return lost;
    }

    /** Whether the latest attempt to read succeeded. */
    public boolean isReachable() {
        return reachable;
    }

    /**
     * When a status was certainly so that is read now.
     *
     * @param readingAt before the reading began
     */
    Instant knownAt(Instant readingAt) {
        var reading = last;
        return reading == null ? readingAt : reading.origin().knownAt(readingAt);
    }

    /** How old what is known is; null before the first successful reading. */
    public @Nullable Duration age() {
        var at = knownAt();
        return at == null ? null : Duration.between(at, clock.instant());
    }

    /** When everything that is known was certainly so; null before the first reading. */
    public @Nullable Instant knownAt() {
        var reading = last;
        return reading == null ? null : reading.knownAt();
    }

    /** Whether what is known is recent enough to sign by. */
    public boolean isHonest() {
        var age = age();
        return age != null && age.compareTo(maxAge) <= 0;
    }
}
