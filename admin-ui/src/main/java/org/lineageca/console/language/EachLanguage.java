package org.lineageca.console.language;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Something in words, made once for everybody who will look, whatever their language.
 *
 * @param <T> what holds the words
 */
public final class EachLanguage<T> {

    private final Map<Language, T> worded;

    private EachLanguage(Map<Language, T> worded) {
        this.worded = worded;
    }

    /**
     * Words it in each language.
     *
     * @param words asked for once in each
     */
    public static <T> EachLanguage<T> of(Supplier<T> words) {
        var worded = new EnumMap<Language, T>(Language.class);
        for (var language : Language.values()) {
            worded.put(language, Audience.speaking(language, words));
        }
        return new EachLanguage<>(worded);
    }

    /** In the language of the person who looks. */
    public T said() {
        var language = Audience.language();
        var words = worded.get(language);
        if (words == null) {
            throw new IllegalStateException("nothing was worded in " + language);
        }
        return words;
    }
}
