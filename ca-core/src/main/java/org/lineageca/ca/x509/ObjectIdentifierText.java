package org.lineageca.ca.x509;

import java.util.regex.Pattern;

/** Object identifiers as people write them: numbers with dots between them. */
public final class ObjectIdentifierText {

    private static final String NUMBER = "(0|[1-9][0-9]{0,30})";

    /** Below 0 and 1 there are forty each (X.690 8.19.4). */
    private static final Pattern FORM =
            Pattern.compile(
                    "([01]\\.([0-9]|[1-3][0-9])|2\\." + NUMBER + ")(\\." + NUMBER + "){0,29}");

    private ObjectIdentifierText() {}

    /** Whether a text is one that has an encoding. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }
}
