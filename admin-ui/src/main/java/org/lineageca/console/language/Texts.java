package org.lineageca.console.language;

import java.text.MessageFormat;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one package of the console says (ADR 0048). The words stand in {@code texts.properties}
 * beside the package, in English, and in {@code texts_de.properties}, as patterns of {@link
 * MessageFormat}.
 */
public final class Texts {

    private static final Logger LOG = LoggerFactory.getLogger(Texts.class);

    private static final ResourceBundle.Control IN_FILES =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final String bundle;

    private Texts(String bundle) {
        this.bundle = bundle;
    }

    /** The texts beside a class. */
    public static Texts of(Class<?> place) {
        return new Texts(place.getPackageName() + ".texts");
    }

    /** A text in the language of the person who looks. */
    public String say(String key, @Nullable Object... arguments) {
        return in(Audience.language(), key, arguments);
    }

    /**
     * A text in a language.
     *
     * @param arguments stand as they are where the pattern says no more than their number
     */
    String in(Language language, String key, @Nullable Object... arguments) {
        var format = new MessageFormat(pattern(language, key), language.locale());
        var formats = format.getFormatsByArgumentIndex();
        var shown = new @Nullable Object[arguments.length];
        for (var i = 0; i < arguments.length; i++) {
            shown[i] =
                    i < formats.length && formats[i] != null
                            ? arguments[i]
                            : String.valueOf(arguments[i]);
        }
        return format.format(shown);
    }

    private String pattern(Language language, String key) {
        try {
            return ResourceBundle.getBundle(
                            bundle, language.locale(), Texts.class.getClassLoader(), IN_FILES)
                    .getString(key);
        } catch (MissingResourceException e) {
            // A test sees to it that none is missing. Should one be, nobody's work stops for it.
            LOG.error("there is no text '{}' in {}", key, bundle, e);
            return key;
        }
    }
}
