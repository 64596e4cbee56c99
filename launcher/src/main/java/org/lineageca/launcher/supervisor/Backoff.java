package org.lineageca.launcher.supervisor;

import java.time.Duration;

/**
 * How long to wait before a program that ended is started again: {@code first}, then twice as long
 * each time up to {@code longest}, and from the beginning after it ran for {@code steady}.
 */
public record Backoff(Duration first, Duration longest, Duration steady) {

    /** For a signer: its callers give up after two seconds. */
    public static final Backoff SIGNER =
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofMinutes(1));

    public static final Backoff OTHERS =
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15), Duration.ofMinutes(1));

    /**
     * The next pause.
     *
     * @param last the pause before the run that ended; zero if there was none
     * @param ran how long that run lasted
     */
    Duration next(Duration last, Duration ran) {
        if (last.isZero() || ran.compareTo(steady) >= 0) {
            return first;
        }
        var doubled = last.multipliedBy(2);
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
