package org.lineageca.console.picture;

import java.util.Locale;

/** How large numbers are written for people. */
public final class Numbers {

    private Numbers() {}

    /** With a comma at every thousand. */
    public static String show(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
