package org.lineageca.publisher.guard;

import java.time.Duration;

/**
 * Limits of what may be published.
 *
 * @param clockSkew how far thisUpdate may lie ahead of our clock
 * @param longestValidity from thisUpdate to nextUpdate at most
 * @param largestBytes of one CRL
 */
public record Policy(Duration clockSkew, Duration longestValidity, int largestBytes) {

    /** Twelve months, as the CA/Browser Forum's BR 4.9.7 allow a CRL about CA certificates. */
    public static final Policy DEFAULT =
            new Policy(Duration.ofMinutes(1), Duration.ofDays(366), 512 * 1024 * 1024);
}
