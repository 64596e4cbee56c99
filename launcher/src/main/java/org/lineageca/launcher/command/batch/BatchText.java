package org.lineageca.launcher.command.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** How an issue batch stands, in words. */
final class BatchText {

    private static final Set<String> ENDED = Set.of("over", "cancelled");
    private static final int MINUTE = 60;

    private BatchText() {}

    /** Whether nothing more will come of it. */
    static boolean isEnded(JsonNode batch) {
        return ENDED.contains(batch.path("state").asText());
    }

    /** In one line. */
    static String line(JsonNode batch) {
        var text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "batch %d: %s, %d %%, %,d of %,d requests, %,d issued, %,d refused",
                        batch.path("batch").asLong(),
                        batch.path("state").asText(),
                        batch.path("percent").asInt(),
                        batch.path("done").asLong(),
                        batch.path("requests").asLong(),
                        batch.path("issued").asLong(),
                        batch.path("refused").asLong()));
        if (batch.path("perSecond").isNumber()) {
            text.append(String.format(Locale.ROOT, ", %,d/s", batch.path("perSecond").asLong()));
        }
        if (batch.path("secondsLeft").isNumber()) {
            text.append(", ").append(left(Duration.ofSeconds(batch.path("secondsLeft").asLong())));
        }
        return text.toString();
    }

    private static String left(Duration time) {
        return time.toSeconds() < MINUTE
                ? "about %d s left".formatted(Math.max(1, time.toSeconds()))
                : "about %d min left".formatted(time.plusSeconds(MINUTE - 1).toMinutes());
    }

    static void print(PrintStream out, JsonNode batch) {
        out.println(line(batch));
        out.printf(
                "profile %s, opened by %s, %s by %s%n",
                batch.path("profile").asText(),
                batch.path("openedBy").asText(),
                batch.path("state").asText(),
                batch.path("movedBy").asText());
        if (batch.path("problem").isTextual()) {
            out.println("It is tried again: " + batch.path("problem").asText());
        }
    }
}
