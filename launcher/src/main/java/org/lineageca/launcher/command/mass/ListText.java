package org.lineageca.launcher.command.mass;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.Locale;

/** How a list stands, in words. */
final class ListText {

    private static final int MINUTE = 60;

    private ListText() {}

    /** In a few words. */
    static String standing(JsonNode list) {
        if (list.path("filling").asBoolean()) {
            return "is being filled";
        }
        if (!list.path("act").isNumber()) {
            return list.path("closed").asBoolean() ? "closed" : "open";
        }
        if (list.path("done").asLong() == list.path("certificates").asLong()) {
            return list.path("drill").asBoolean() ? "the drill is over" : "done";
        }
        return halted(list);
    }

    static String halted(JsonNode list) {
        return list.path("pausedBy").isTextual()
                ? "paused by " + list.path("pausedBy").asText()
                : "under way, or waits for an approval";
    }

    static void print(PrintStream out, JsonNode list) {
        out.printf(
                Locale.ROOT,
                "list %d%s: %,d certificates, %s%n",
                list.path("batch").asLong(),
                list.path("drill").asBoolean() ? " (drill)" : "",
                list.path("certificates").asLong(),
                standing(list));
        list.path("selection").asText("").lines().forEach(line -> out.println("  " + line));
        if (!list.path("act").isNumber()) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "act %d: %d %%, %,d have had their turn, %,d of them %s%n",
                list.path("act").asLong(),
                list.path("percent").asInt(),
                list.path("done").asLong(),
                list.path("revoked").asLong(),
                list.path("drill").asBoolean() ? "would be revoked" : "revoked by it");
        printRate(out, list);
    }

    static void printRate(PrintStream out, JsonNode list) {
        if (list.path("perSecond").isNumber()) {
            out.printf(Locale.ROOT, "%,d in a second", list.path("perSecond").asLong());
            out.println(left(list));
        }
    }

    private static String left(JsonNode list) {
        if (!list.path("secondsLeft").isNumber()) {
            return "";
        }
        var seconds = list.path("secondsLeft").asLong();
        return seconds < MINUTE
                ? ", about %d s left".formatted(seconds)
                : ", about %d min left".formatted((seconds + MINUTE - 1) / MINUTE);
    }
}
