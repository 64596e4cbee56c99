package org.lineageca.ocsp.answer;

import java.time.Duration;
import java.time.Instant;

/**
 * From when to when an answer holds, to the second.
 *
 * <p>Kept with every answer in the cache, and so in three numbers.
 *
 * @param thisUpdateSecond when the status was known to be so, in seconds since 1970
 * @param nextUpdateSecond when newer information is there at the latest, in seconds since 1970
 * @param refreshSecond when a newer answer takes its place, in seconds since 1970
 */
public record Validity(long thisUpdateSecond, long nextUpdateSecond, long refreshSecond) {

    /** Of an answer made at its beginning. */
    public Validity(Instant thisUpdate, Instant nextUpdate) {
        this(thisUpdate, thisUpdate, nextUpdate);
    }

    private Validity(Instant thisUpdate, Instant madeAt, Instant nextUpdate) {
        this(
                thisUpdate.getEpochSecond(),
                nextUpdate.getEpochSecond(),
                madeAt.getEpochSecond()
                        + (nextUpdate.getEpochSecond() - madeAt.getEpochSecond()) / 2);
    }

    public Instant thisUpdate() {
        return Instant.ofEpochSecond(thisUpdateSecond);
    }

    public Instant nextUpdate() {
        return Instant.ofEpochSecond(nextUpdateSecond);
    }

    /**
     * The validity of what was read then, never longer than that of the delegate's certificate or
     * than its source allows.
     */
    static Validity of(Instant readAt, Period period, Duration length, Delegate delegate) {
        var from = earlier(readAt, period.from());
        var end = earlier(readAt.plus(length), period.until());
        return new Validity(from, readAt, earlier(end, delegate.certificate().notAfter()));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** When half of its time is over and a newer answer takes its place (BR 4.9.10). */
    public Instant refreshAt() {
        return Instant.ofEpochSecond(refreshSecond);
    }

    public boolean isFreshAt(Instant now) {
        return now.isBefore(refreshAt());
    }

    public boolean holdsAt(Instant now) {
        return now.getEpochSecond() < nextUpdateSecond;
    }
}
