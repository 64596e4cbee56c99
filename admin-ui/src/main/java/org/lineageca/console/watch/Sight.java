package org.lineageca.console.watch;

import java.time.Instant;

/** What was seen of a program when it was last asked. */
public sealed interface Sight<S> {

    /** It was not asked yet. */
    record NotYet<S>() implements Sight<S> {}

    /** Its own words. */
    record Seen<S>(Instant at, S status) implements Sight<S> {}

    /**
     * No answer that makes sense.
     *
     * @param since when that began
     */
    record Unreachable<S>(Instant since, String why) implements Sight<S> {}
}
