package org.lineageca.console.freshness;

import java.time.Duration;
import java.util.regex.Pattern;
import org.lineageca.console.language.Texts;

/** Stretches of time as people write them: 90s, 5m, 12h or 7d. */
final class Spans {

    private static final Texts TEXTS = Texts.of(Spans.class);

    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,5})\\s*([smhd])");

    private Spans() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException saying how to write it
     */
    static Duration parse(String text) {
        var written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw new IllegalArgumentException(TEXTS.say("write-a-number-and-a"));
        }
        var count = Long.parseLong(written.group(1));
        return switch (written.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** In the largest unit without a rest, so that it can be read back. */
    static String show(Duration span) {
        var seconds = span.toSeconds();
        if (seconds % Duration.ofDays(1).toSeconds() == 0) {
            return span.toDays() + "d";
        }
        if (seconds % Duration.ofHours(1).toSeconds() == 0) {
            return span.toHours() + "h";
        }
        return seconds % Duration.ofMinutes(1).toSeconds() == 0
                ? span.toMinutes() + "m"
                : seconds + "s";
    }
}
