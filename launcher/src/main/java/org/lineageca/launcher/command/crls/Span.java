package org.lineageca.launcher.command.crls;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A stretch of time as people write it, such as {@code 90s}, {@code 5m}, {@code 12h} or {@code 7d}.
 *
 * @param duration null for {@code none}
 */
record Span(@Nullable Duration duration) {

    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    /** Reads one; ISO 8601 is understood as well. */
    static final class Converter implements ITypeConverter<Span> {

        @Override
        public Span convert(String text) {
            if (text.equals("none")) {
                return new Span(null);
            }
            var written = WRITTEN.matcher(text);
            if (!written.matches()) {
                return new Span(iso(text));
            }
            var count = Long.parseLong(written.group(1));
            return new Span(
                    switch (written.group(2)) {
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    });
        }

        private static Duration iso(String text) {
            try {
                return Duration.parse(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "'%s' is no duration; write it like 90s, 5m, 12h or 7d".formatted(text));
            }
        }
    }

    /** As the service takes it; null for none. */
    @Nullable String iso() {
        return duration == null ? null : duration.toString();
    }

    /** As people write it: in the largest unit without a rest. */
    static String words(String iso) {
        var duration = Duration.parse(iso);
        var seconds = duration.toSeconds();
        if (seconds % Duration.ofDays(1).toSeconds() == 0) {
            return duration.toDays() + "d";
        }
        if (seconds % Duration.ofHours(1).toSeconds() == 0) {
            return duration.toHours() + "h";
        }
        return seconds % 60 == 0 ? duration.toMinutes() + "m" : seconds + "s";
    }
}
