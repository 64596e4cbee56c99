package org.lineageca.launcher.rehearsal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be rehearsed. */
public enum Change {
    ROLL("roll"),
    RE_KEY("re-key"),
    RENEW("renew");

    private final String text;

    Change(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public static Optional<Change> parse(String text) {
        return Arrays.stream(values()).filter(change -> change.text.equals(text)).findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Change::text).toList();
    }
}
