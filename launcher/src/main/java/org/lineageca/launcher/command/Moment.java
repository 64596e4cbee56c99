package org.lineageca.launcher.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

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

    /**
     * One that may be left out.
     *
     * @param consequence what was not done because of a wrong one
     * @param wrongUsage makes what is thrown
     */
    public static @Nullable Instant given(
            @Nullable String text,
            String consequence,
            Function<String, ParameterException> wrongUsage) {
        return text == null
                ? null
                : parse(text)
                        .orElseThrow(() ->
                                wrongUsage.apply(
                                        "'%s' is no date. Write %s. %s"
                                                .formatted(text, EXAMPLES, consequence)));
    }
}
