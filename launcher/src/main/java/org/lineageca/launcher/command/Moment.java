package org.lineageca.launcher.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** An instant as people write it: a day, whose first instant in UTC is meant, or a time. */
public final class Moment {

    /** How to write one, for messages. */
    public static final String EXAMPLES = "2026-11-01 or 2026-11-01T08:30:00Z";

    private Moment() {}

    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
