package org.lineageca.console.picture;

import java.math.RoundingMode;
import java.text.NumberFormat;
import org.lineageca.console.language.Audience;

/** How large numbers are written for people. */
public final class Numbers {

    private Numbers() {}

    /** With its thousands apart: by a comma in English, by a point in German. */
    public static String show(long number) {
        return String.format(Audience.language().locale(), "%,d", number);
    }

    /** With so many digits after the point, or the comma. */
    public static String show(double number, int digits) {
        var format = NumberFormat.getInstance(Audience.language().locale());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }
}
