package org.lineageca.ocsp.status;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How old the knowledge of changes is. */
public final class Freshness {

    private final InstantSource clock;
    private final Duration maxAge;
    private volatile @Nullable Instant lastRead;
    private volatile boolean reachable;

    /**
     * Nothing read yet.
     *
     * @param maxAge how long after the last reading new answers may still be signed
     */
    public Freshness(InstantSource clock, Duration maxAge) {
        this.clock = clock;
        this.maxAge = maxAge;
    }

    /**
     * Changes were read completely.
     *
     * @param startedAt before the reading began
     * @return whether the reading before this one failed, or there was none
     */
    boolean read(Instant startedAt) {
        lastRead = startedAt;
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

    /** Since the last successful reading; null before the first. */
    public @Nullable Duration age() {
        var read = lastRead;
        return read == null ? null : Duration.between(read, clock.instant());
    }

    /** When changes were last read completely; null before the first time. */
    public @Nullable Instant readAt() {
        return lastRead;
    }

    /** Whether what is known is recent enough to sign by. */
    public boolean isHonest() {
        var age = age();
        return age != null && age.compareTo(maxAge) <= 0;
    }
}
