package org.lineageca.console.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;

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

    /**
     * What somebody wrote.
     *
     * @param nothing what did not happen if it is no time, a sentence
     * @return null if it is blank
     */
    public static @Nullable Instant read(String text, String nothing) {
        try {
            return text.isBlank() ? null : OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeParseException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "'%s' is not a time. %s Write it like 2026-11-01T08:30:00Z."
                            .formatted(text, nothing),
                    e);
        }
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
