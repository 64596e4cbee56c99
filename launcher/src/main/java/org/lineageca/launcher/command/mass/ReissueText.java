package org.lineageca.launcher.command.mass;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.Locale;

/** How the re-issue of a list stands, in words. */
final class ReissueText {

    private ReissueText() {}

    static void print(PrintStream out, JsonNode reissue) {
        out.printf(
                Locale.ROOT,
                "list %d: %,d certificates, %s%n",
                reissue.path("batch").asLong(),
                reissue.path("certificates").asLong(),
                standing(reissue));
        out.printf(
                Locale.ROOT,
                "act %d: %d %%, %,d have had their turn, %,d of them re-issued%n",
                reissue.path("act").asLong(),
                reissue.path("percent").asInt(),
                reissue.path("done").asLong(),
                reissue.path("reissued").asLong());
        ListText.printRate(out, reissue);
    }

    private static String standing(JsonNode reissue) {
        if (reissue.path("done").asLong() == reissue.path("certificates").asLong()) {
            return "done";
        }
        return ListText.halted(reissue);
    }
}
