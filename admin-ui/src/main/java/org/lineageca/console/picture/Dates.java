package org.lineageca.console.picture;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How pictures and their tables write points in time: alike, and to the second. */
final class Dates {

    static final String NONE = "–";

    private Dates() {}

    /** ISO 8601, in UTC. */
    static String show(@Nullable Instant instant) {
        return instant == null ? NONE : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
