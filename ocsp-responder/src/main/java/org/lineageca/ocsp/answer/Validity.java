package org.lineageca.ocsp.answer;

import java.time.Duration;
import java.time.Instant;

/**
 * From when to when an answer holds, to the second.
 *
 * <p>Kept with every answer in the cache, and so in two numbers.
 *
 * @param thisUpdateSecond when the status was known to be so, in seconds since 1970
 * @param nextUpdateSecond when newer information is there at the latest, in seconds since 1970
 */
public record Validity(long thisUpdateSecond, long nextUpdateSecond) {

    public Validity(Instant thisUpdate, Instant nextUpdate) {
        this(thisUpdate.getEpochSecond(), nextUpdate.getEpochSecond());
    }

    public Instant thisUpdate() {
        return Instant.ofEpochSecond(thisUpdateSecond);
    }

    public Instant nextUpdate() {
        return Instant.ofEpochSecond(nextUpdateSecond);
    }

    /** The validity of what was read then, never longer than that of the delegate's certificate. */
    static Validity of(Instant readAt, Duration length, Delegate delegate) {
        var end = readAt.plus(length);
        var last = delegate.certificate().notAfter();
        return new Validity(readAt, end.isBefore(last) ? end : last);
    }

    /** When half of it is over and a newer answer takes its place (BR 4.9.10). */
    public Instant refreshAt() {
        return Instant.ofEpochSecond(thisUpdateSecond + (nextUpdateSecond - thisUpdateSecond) / 2);
    }

    public boolean isFreshAt(Instant now) {
        return now.isBefore(refreshAt());
    }

    public boolean holdsAt(Instant now) {
        return now.getEpochSecond() < nextUpdateSecond;
    }
}
