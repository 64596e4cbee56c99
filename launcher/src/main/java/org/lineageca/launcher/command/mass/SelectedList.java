package org.lineageca.launcher.command.mass;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.MassRevocations;
import org.lineageca.launcher.service.ServiceUnreachableException;

/** A list of all certificates of which something holds. */
public final class SelectedList {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private SelectedList() {}

    /**
     * Begins one and waits until it is full.
     *
     * @throws RefusedException if nothing is on it
     */
    public static JsonNode fill(MassRevocations lists, Map<String, String> where, PrintStream out)
            throws InterruptedException, RefusedException, ServiceUnreachableException {
        var list = lists.select(where);
        while (list.path("filling").asBoolean()) {
            Thread.sleep(LOOK_AGAIN);
            list = lists.get(list.path("batch").asLong());
        }
        out.printf(
                Locale.ROOT,
                "List %d has %,d certificates.%n",
                list.path("batch").asLong(),
                list.path("certificates").asInt());
        if (list.path("certificates").asInt() == 0) {
            throw new RefusedException(
                    "No certificate is selected. Nothing was changed. Ask for less at once.");
        }
        return list;
    }
}
