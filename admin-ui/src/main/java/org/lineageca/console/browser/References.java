package org.lineageca.console.browser;

import jakarta.inject.Singleton;
import java.util.random.RandomGenerator;

/** Names of single errors: shown to whoever met it, and written with its line in the log. */
@Singleton
public final class References {

    /** No I, L, O and U: it is read aloud over the telephone (Crockford's base 32). */
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int HALF = 4;

    private final RandomGenerator random;

    public References(RandomGenerator random) {
        this.random = random;
    }

    /** Such as {@code 7K3M-0XQD}. */
    public String draw() {
        return half() + "-" + half();
    }

    private String half() {
        var text = new StringBuilder();
        for (var i = 0; i < HALF; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return text.toString();
    }
}
