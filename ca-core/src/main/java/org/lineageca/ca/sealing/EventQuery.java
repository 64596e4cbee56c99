package org.lineageca.ca.sealing;

import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for.
 *
 * @param after only those with higher numbers, in ascending order; null for the newest first
 * @param before only those with lower numbers; null for no such limit
 * @param kind exactly; null for all
 * @param actor a part of the name; null for all
 * @param serial of the certificate that they are about, in hexadecimal digits; null for all
 */
public record EventQuery(
        @Nullable Long after,
        @Nullable Long before,
        @Nullable String kind,
        @Nullable String actor,
        @Nullable String serial,
        int limit) {

    /** The most that are given out at once. */
    public static final int MOST = 1000;

    public EventQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException(
                    "%s events cannot be asked for at once, but 1 to %s".formatted(limit, MOST));
        }
    }
}
