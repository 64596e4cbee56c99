package org.lineageca.launcher.supervisor;

import java.util.Locale;

/** Where the whole installation stands. */
public enum Phase {
    STARTING,
    /** Every program was started; how each fares is in its own status. */
    RUNNING,
    STOPPING,
    STOPPED,
    /** It could not be started and was stopped again. */
    FAILED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Phase parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
