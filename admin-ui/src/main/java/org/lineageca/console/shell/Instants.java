package org.lineageca.console.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.console.language.Audience;
import org.lineageca.console.language.Texts;

/** How points in time are shown: always with their zone. */
public final class Instants {

    private static final Texts TEXTS = Texts.of(Instants.class);

    private static final DateTimeFormatter ENGLISH = inUtc("uuuu-MM-dd HH:mm 'UTC'");
    private static final DateTimeFormatter GERMAN = inUtc("dd.MM.uuuu HH:mm 'UTC'");

    private static final DateTimeFormatter SECONDS = inUtc("HH:mm:ss");

    private Instants() {}

    private static DateTimeFormatter inUtc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    public static String show(Instant instant) {
        return switch (Audience.language()) {
            case ENGLISH -> ENGLISH.format(instant);
            case GERMAN -> GERMAN.format(instant);
        };
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
                    Refusal.INVALID_VALUE, TEXTS.say("is-not-a-time-write", text, nothing), e);
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
        return duration.isNegative() ? TEXTS.say("ago", text) : text;
    }

    /** As {@code in 3 d} or {@code 3 d ago}. */
    public static String relative(Instant instant, Instant now) {
        var left = Duration.between(now, instant);
        return left.isNegative() ? show(left) : TEXTS.say("in", show(left));
    }
}
