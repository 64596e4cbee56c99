package org.lineageca.ca.api;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.lineageca.ca.access.Actor;

/** How much each client may ask of this node: a bucket of its own, refilled evenly. */
@Singleton
final class RateLimits {

    /** One that was asked for, and what is left. */
    record Taken(boolean isAllowed, long left, Duration untilNext, Duration untilFull) {}

    private final int perSecond;
    private final int burst;
    private final String policy;
    private final TimeMeter time;
    private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * The same limits for each client.
     *
     * @param perSecond requests a client may make in the long run
     * @param burst requests it may make at once after a pause
     */
    RateLimits(
            @Value("${lineage.rate-limit.per-second:5000}") int perSecond,
            @Value("${lineage.rate-limit.burst:10000}") int burst,
            InstantSource clock) {
        if (perSecond < 1 || burst < perSecond) {
            throw new IllegalArgumentException(
                    "rate limits of %d requests a second and a burst of %d: the first is at least 1, the second at least as many"
                            .formatted(perSecond, burst));
        }
        this.perSecond = perSecond;
        this.burst = burst;
        this.policy = "\"client\";q=%d;w=%d".formatted(burst, Math.ceilDiv(burst, perSecond));
        this.time = new ClockMeter(clock);
    }

    /** Takes one request from what a client has left. */
    Taken take(Actor.Principal client) {
        // Names of registered principals: there are as many buckets as there are clients.
        var bucket = buckets.computeIfAbsent(client.name(), _ -> bucket());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Taken(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    /** The limits as RateLimit-Policy has them (draft-ietf-httpapi-ratelimit-headers). */
    String policy() {
        return policy;
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    private record ClockMeter(InstantSource clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            var now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
