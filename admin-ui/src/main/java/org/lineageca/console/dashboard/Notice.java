package org.lineageca.console.dashboard;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something that needs somebody, or will.
 *
 * @param key tells it from all others, and stays while it lasts
 * @param due when its limit is reached; null where it is broken already
 */
record Notice(
        Matter matter, Urgency urgency, String key, Text text, @Nullable Instant due, Next next) {

    /** The most urgent first; what is broken before what has time left. */
    static final Comparator<Notice> ORDER =
            Comparator.comparing(Notice::urgency)
                    .thenComparing(notice -> notice.due() == null ? Instant.MIN : notice.due())
                    .thenComparing(Notice::matter)
                    .thenComparing(Notice::key);

    /**
     * In words.
     *
     * @param what it is
     * @param cause why that is so
     * @param action what to do next
     */
    record Text(String what, String cause, String action) {}
}
