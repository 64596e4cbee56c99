package org.lineageca.console.responder;

import java.time.Instant;

/** What was seen of a responder when it was last asked. */
sealed interface Sight {

    /** It was not asked yet. */
    record NotYet() implements Sight {}

    /** Its own words. */
    record Seen(Instant at, ResponderStatus status) implements Sight {}

    /**
     * No answer that makes sense.
     *
     * @param since when that began
     */
    record Unreachable(Instant since, String why) implements Sight {}
}
