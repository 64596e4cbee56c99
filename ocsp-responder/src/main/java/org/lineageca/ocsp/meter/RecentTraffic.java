package org.lineageca.ocsp.meter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;

/** What happened in the last minute. */
public final class RecentTraffic {

    /** How often {@link #look} is to be called. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private record Look(Instant at, Counts counts) {}

    /**
     * Some time and what happened in it.
     *
     * @param length a minute, less soon after the start; never nothing
     */
    public record Window(Duration length, Counts counts) {

        public double perSecond(long count) {
            return count * 1e9 / length.toNanos();
        }
    }

    private final CountingMeter meter;
    private final InstantSource clock;
    private final ArrayDeque<Look> looks = new ArrayDeque<>();

    public RecentTraffic(CountingMeter meter, InstantSource clock) {
        this.meter = meter;
        this.clock = clock;
        looks.add(new Look(clock.instant(), meter.counts()));
    }

    /** Notes the counts; forgets those of more than a minute ago but one. */
    public synchronized void look() {
        var now = clock.instant();
        looks.add(new Look(now, meter.counts()));
        while (looks.size() > 2 && !second().at().isAfter(now.minus(WINDOW))) {
            looks.remove();
        }
    }

    private Look second() {
        var each = looks.iterator();
        each.next();
        return each.next();
    }

    /** From about a minute ago to now. */
    public synchronized Window window() {
        var oldest = looks.getFirst();
        var length = Duration.between(oldest.at(), clock.instant());
        return new Window(
                length.isPositive() ? length : Duration.ofMillis(1),
                meter.counts().since(oldest.counts()));
    }
}
