package org.lineageca.launcher.supervisor;

import java.time.Duration;
import java.util.Locale;

/**
 * One thing done on the way up.
 *
 * @param name short, as the user knows it
 * @param text what is being done or was done
 * @param took from its begin to its end, or to now while it runs
 */
public record Step(String name, Outcome outcome, String text, Duration took) {

    /** How far it got. */
    public enum Outcome {
        RUNNING,
        DONE,
        FAILED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Outcome parse(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
