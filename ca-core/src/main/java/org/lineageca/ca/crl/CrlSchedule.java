package org.lineageca.ca.crl;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When CRLs come due.
 *
 * @param period from one thisUpdate to the next
 * @param lifetime from thisUpdate to nextUpdate; longer than {@code period} by the outage we must
 *     survive
 * @param coalesce from a revocation to the CRL that tells it and all others of that time; null
 *     where revocations wait for the next regular one
 */
public record CrlSchedule(Duration period, Duration lifetime, @Nullable Duration coalesce) {

    /** By up to a twentieth of the period CRLs come early, so that many do not come together. */
    private static final int EARLY = 20;

    private static final int STEPS = 1000;

    public CrlSchedule {
        if (period.isNegative() || period.isZero() || lifetime.compareTo(period) <= 0) {
            throw new IllegalArgumentException(
                    "a CRL's lifetime ("
                            + lifetime
                            + ") must be longer than its period ("
                            + period
                            + ")");
        }
        if (coalesce != null && (coalesce.isNegative() || coalesce.isZero())) {
            throw new IllegalArgumentException(
                    "a CRL follows a revocation after a positive time, not " + coalesce);
        }
    }

    /** Where revocations wait for the next regular CRL. */
    public static CrlSchedule regular(Duration period, Duration lifetime) {
        return new CrlSchedule(period, lifetime, null);
    }

    public Instant nextUpdate(Instant thisUpdate) {
        return thisUpdate.plus(lifetime);
    }

    /**
     * When the one after this is to be issued: after the period, at half of its lifetime at the
     * latest, and a little before.
     *
     * @param nextUpdate of this one: it may have been issued by a shorter schedule
     * @param salt makes out how much before; the same for the same CRL on every node
     */
    public Instant renewal(Instant thisUpdate, Instant nextUpdate, int salt) {
        var actual = Duration.between(thisUpdate, nextUpdate);
        var half = (actual.compareTo(lifetime) < 0 ? actual : lifetime).dividedBy(2);
        var interval = period.compareTo(half) < 0 ? period : half;
        var early = interval.dividedBy(EARLY * STEPS).multipliedBy(Math.floorMod(salt, STEPS));
        return thisUpdate.plus(interval).minus(early);
    }

    /** When a revocation is to be told; {@link Instant#MAX} where there is none, or no hurry. */
    public Instant telling(@Nullable Instant revocation) {
        return revocation == null || coalesce == null ? Instant.MAX : revocation.plus(coalesce);
    }
}
