package org.lineageca.console.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How points in time are shown: always with their zone. */
public final class Instants {

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private Instants() {}

    public static String show(Instant instant) {
        return MINUTES.format(instant);
    }

    /** The time of day alone, in UTC: where the page says which day and zone it is about. */
    public static String timeOfDay(Instant instant) {
        return SECONDS.format(instant);
    }

    /** The larger of the units that fit, such as {@code 3 d} or {@code 5 h}. */
    public static String show(Duration duration) {
        var span = duration.abs();
        var text =
                span.toDays() >= 2
                        ? span.toDays() + " d"
                        : span.toHours() >= 2
                                ? span.toHours() + " h"
                                : span.toMinutes() >= 2
                                        ? span.toMinutes() + " min"
                                        : span.toSeconds() + " s";
        return duration.isNegative() ? text + " ago" : text;
    }

    /** As {@code in 3 d} or {@code 3 d ago}. */
    public static String relative(Instant instant, Instant now) {
        var left = Duration.between(now, instant);
        return left.isNegative() ? show(left) : "in " + show(left);
    }
}
