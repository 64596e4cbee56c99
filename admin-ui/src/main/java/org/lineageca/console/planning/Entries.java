package org.lineageca.console.planning;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.shared.HasValidationProperties;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/** Reads the fields of a form; what is wrong with one is said at that field. */
public final class Entries {

    private static final Texts TEXTS = Texts.of(Entries.class);

    private static final int SHA256_OCTETS = 32;

    private boolean allGood = true;

    /**
     * Reads what may be left empty.
     *
     * @param parser throws IllegalArgumentException saying what is wrong
     * @return null if the field is empty, or wrong
     */
    public <V, F extends HasValue<?, V> & HasValidationProperties, T> @Nullable T read(
            F field, Function<V, T> parser) {
        field.setInvalid(false);
        var value = field.isEmpty() ? null : field.getValue();
        if (value == null) {
            return null;
        }
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            complain(field, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Says at a field what is wrong with it. */
    public void complain(HasValidationProperties field, String why) {
        field.setErrorMessage(sentence(why));
        field.setInvalid(true);
        allGood = false;
    }

    /** Whether every field that was read was empty or right. */
    public boolean allGood() {
        return allGood;
    }

    /** Parts separated by commas or blanks. */
    static List<String> parts(String text) {
        return Arrays.stream(text.strip().split("[,\\s]+", -1))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** SHA-256 in hexadecimal digits, with or without colons and blanks. */
    static Octets fingerprint(String text) {
        var digits = text.replaceAll("[:\\s]", "").toLowerCase(java.util.Locale.ROOT);
        if (!digits.matches("[0-9a-f]{" + 2 * SHA256_OCTETS + "}")) {
            throw new IllegalArgumentException(
                    TEXTS.say("a-sha-256-fingerprint-has", digits.length()));
        }
        return Octets.ofHex(digits);
    }

    /** A whole number within bounds, the bounds included. */
    public static int within(int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    TEXTS.say("a-number-from-to-is", least, most, value));
        }
        return value;
    }

    private static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1) + ".";
    }
}
