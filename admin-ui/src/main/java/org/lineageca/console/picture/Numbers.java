package org.lineageca.console.picture;

import org.lineageca.console.language.Audience;

/** How large numbers are written for people. */
public final class Numbers {

    private Numbers() {}

    /** With its thousands apart: by a comma in English, by a point in German. */
    public static String show(long number) {
        return String.format(Audience.language().locale(), "%,d", number);
    }
}
