package org.lineageca.ocsp.answer;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * From when to when an answer holds, to the second.
 *
 * @param thisUpdate when the status was known to be so
 * @param nextUpdate when newer information is there at the latest
 */
public record Validity(Instant thisUpdate, Instant nextUpdate) {

    public Validity {
        thisUpdate = thisUpdate.truncatedTo(ChronoUnit.SECONDS);
        nextUpdate = nextUpdate.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The validity of what was read then, never longer than that of the delegate's certificate. */
    static Validity of(Instant readAt, Duration length, Delegate delegate) {
        var end = readAt.plus(length);
        var last = delegate.certificate().notAfter();
        return new Validity(readAt, end.isBefore(last) ? end : last);
    }

    /** When half of it is over and a newer answer takes its place (BR 4.9.10). */
    public Instant refreshAt() {
        return thisUpdate.plus(Duration.between(thisUpdate, nextUpdate).dividedBy(2));
    }

    public boolean isFreshAt(Instant now) {
        return now.isBefore(refreshAt());
    }

    public boolean holdsAt(Instant now) {
        return now.isBefore(nextUpdate);
    }
}
