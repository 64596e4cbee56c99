package org.lineageca.publisher.distribute;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one target holding what it should, each file by itself, with growing pauses after failures.
 */
public final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** A target that is away lacks everything, for one reason. */
    private static final int TOLD = 10;

    /** Several publishers that lost one target at once do not come back at once. */
    private static final double JITTER = 0.25;

    private final Target target;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Instant began;
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final Map<String, Octets> held = new ConcurrentHashMap<>();
    private final LongAdder stored = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /**
     * What could not be delivered.
     *
     * @param sha256 of the content that was tried
     * @param attempts in a row
     * @param retryAt when it is tried again
     */
    private record Failure(Octets sha256, int attempts, Instant retryAt, String why) {}

    /**
     * How a target does.
     *
     * @param kind what it is, in a word
     * @param missing files it does not hold as they are published
     * @param lag since the oldest of those was published, or since this program began
     * @param stored files put there since this program began
     * @param failed attempts that failed since then
     * @param nextAttempt when the first of what failed is tried again; null where nothing failed
     */
    public record State(
            String target,
            String kind,
            int missing,
            Duration lag,
            long stored,
            long failed,
            @Nullable Instant nextAttempt,
            List<String> problems) {}

    public Delivery(Target target, InstantSource clock, RandomGenerator random) {
        this.target = target;
        this.clock = clock;
        this.random = random;
        this.began = clock.instant();
    }

    /** What operators call the target. */
    public String target() {
        return target.name();
    }

    /** Stores what the target lacks, but for files whose pause is not over. */
    public void deliver(Collection<PublishedFile> files) {
        for (var file : files) {
            var failure = failures.get(file.path());
            var waiting =
                    failure != null
                            && failure.sha256().equals(file.sha256())
                            && clock.instant().isBefore(failure.retryAt());
            if (!waiting) {
                attempt(file, failure == null ? 0 : failure.attempts());
            }
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /** What the target lacks and why, a sentence a file, and of many files a few. */
    public List<String> problems() {
        var all =
                failures.entrySet().stream()
                        .map(entry ->
                                "%s does not have %s: %s"
                                        .formatted(
                                                target.name(),
                                                entry.getKey(),
                                                entry.getValue().why()))
                        .sorted()
                        .toList();
        if (all.size() <= TOLD) {
            return all;
        }
        var told = new ArrayList<>(all.subList(0, TOLD));
        told.add("%s lacks %d files more.".formatted(target.name(), all.size() - TOLD));
        return List.copyOf(told);
    }

    /**
     * How the target does.
     *
     * @param files all that is published now
     */
    public State state(Collection<PublishedFile> files) {
        var missing = 0;
        @Nullable Instant oldest = null;
        for (var file : files) {
            if (!file.sha256().equals(held.get(file.path()))) {
                missing++;
                oldest =
                        oldest == null || file.modified().isBefore(oldest)
                                ? file.modified()
                                : oldest;
            }
        }
        return new State(
                target.name(),
                target.kind(),
                missing,
                lag(oldest),
                stored.sum(),
                failed.sum(),
                nextAttempt(),
                problems());
    }

    private @Nullable Instant nextAttempt() {
        return failures.values().stream()
                .map(Failure::retryAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private Duration lag(@Nullable Instant oldest) {
        if (oldest == null) {
            return Duration.ZERO;
        }
        var lag = Duration.between(oldest.isBefore(began) ? began : oldest, clock.instant());
        return lag.isNegative() ? Duration.ZERO : lag;
    }

    private void attempt(PublishedFile file, int failedBefore) {
        try {
            if (!target.holds(file)) {
                held.remove(file.path());
                target.store(file);
                stored.increment();
            }
            held.put(file.path(), file.sha256());
            if (failures.remove(file.path()) != null) {
                LOG.info("{} has {} now", target.name(), file.path());
            }
        } catch (IOException e) {
            held.remove(file.path());
            failed.increment();
            failures.put(file.path(), failure(file, failedBefore, e));
        }
    }

    private Failure failure(PublishedFile file, int failedBefore, IOException e) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failedBefore, 6));
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        pause = pause.plusMillis((long) (pause.toMillis() * JITTER * random.nextDouble()));
        LOG.error(
                "{} could not be put into {}: {}. What was there before is left as it was. Attempt {} follows in {} s",
                file.path(),
                target.name(),
                e,
                failedBefore + 2,
                pause.toSeconds());
        return new Failure(
                file.sha256(), failedBefore + 1, clock.instant().plus(pause), e.toString());
    }
}
