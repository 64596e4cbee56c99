package org.lineageca.launcher.supervisor;

import java.time.Duration;

/**
 * How long to wait before a program that ended is started again: {@code first} if it had become
 * healthy, for then somebody killed it or it met something new; if not, twice as long each time, up
 * to {@code longest}.
 */
public record Backoff(Duration first, Duration longest) {

    /** For a signer: its callers give up after two seconds. */
    public static final Backoff SIGNER = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2));

    public static final Backoff OTHERS =
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15));

    /**
     * The next pause.
     *
     * @param last the pause before the run that ended; zero if there was none
     * @param wasHealthy whether that run became healthy
     */
    Duration next(Duration last, boolean wasHealthy) {
        if (last.isZero() || wasHealthy) {
            return first;
        }
        var doubled = last.multipliedBy(2);
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
