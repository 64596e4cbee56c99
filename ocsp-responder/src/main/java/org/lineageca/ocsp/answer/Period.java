package org.lineageca.ocsp.answer;

import java.time.Instant;

/**
 * What the source of a status says of its own age: nothing earlier or later can be claimed.
 *
 * @param from when the status was known to be so
 * @param until when newer information is there at the latest
 */
public record Period(Instant from, Instant until) {

    /** Of a source that is asked anew each time and says nothing. */
    public static final Period OPEN = new Period(Instant.MAX, Instant.MAX);

    /** Whether answers may be made then. */
    public boolean holdsAt(Instant now) {
        return now.isBefore(until);
    }
}
