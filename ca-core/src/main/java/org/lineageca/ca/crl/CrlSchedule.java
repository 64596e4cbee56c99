package org.lineageca.ca.crl;

import java.time.Duration;
import java.time.Instant;

/**
 * When CRLs come due.
 *
 * @param period from one thisUpdate to the next
 * @param lifetime from thisUpdate to nextUpdate; longer than {@code period} by the outage we must
 *     survive
 */
public record CrlSchedule(Duration period, Duration lifetime) {

    public CrlSchedule {
        if (period.isNegative() || period.isZero() || lifetime.compareTo(period) <= 0) {
            throw new IllegalArgumentException(
                    "a CRL's lifetime ("
                            + lifetime
                            + ") must be longer than its period ("
                            + period
                            + ")");
        }
    }

    public Instant nextUpdate(Instant thisUpdate) {
        return thisUpdate.plus(lifetime);
    }

    public boolean isDue(Instant lastThisUpdate, Instant now) {
        return !now.isBefore(lastThisUpdate.plus(period));
    }
}
