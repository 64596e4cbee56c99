package org.lineageca.publisher.distribute;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    private final Target target;
    private final InstantSource clock;
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    /**
     * What could not be delivered.
     *
     * @param sha256 of the content that was tried
     * @param attempts in a row
     * @param retryAt when it is tried again
     */
    private record Failure(Octets sha256, int attempts, Instant retryAt, String why) {}

    public Delivery(Target target, InstantSource clock) {
        this.target = target;
        this.clock = clock;
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
        }
    }

    /** What the target lacks and why, a sentence a file. */
    public List<String> problems() {
        return failures.entrySet().stream()
                .map(entry ->
                        "%s does not have %s: %s"
                                .formatted(target.name(), entry.getKey(), entry.getValue().why()))
                .sorted()
                .toList();
    }

    private void attempt(PublishedFile file, int failedBefore) {
        try {
            if (!target.holds(file)) {
                target.store(file);
            }
            if (failures.remove(file.path()) != null) {
                LOG.info("{} has {} now", target.name(), file.path());
            }
        } catch (IOException e) {
            var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failedBefore, 6));
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            var failure =
                    new Failure(
                            file.sha256(),
                            failedBefore + 1,
                            clock.instant().plus(pause),
                            e.toString());
            failures.put(file.path(), failure);
            LOG.error(
                    "{} could not be put into {}: {}. What was there before is left as it was. Attempt {} follows in {} s",
                    file.path(),
                    target.name(),
                    e,
                    failure.attempts() + 1,
                    pause.toSeconds());
        }
    }
}
