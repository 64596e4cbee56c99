package org.lineageca.console.language;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A language the console speaks. */
public enum Language {
    ENGLISH(Locale.ENGLISH, "English"),
    GERMAN(Locale.GERMAN, "Deutsch");

    private final Locale locale;
    private final String ownName;

    Language(Locale locale, String ownName) {
        this.locale = locale;
        this.ownName = ownName;
    }

    public Locale locale() {
        return locale;
    }

    /** What its speakers call it: shown so in every language. */
    public String ownName() {
        return ownName;
    }

    /** As in the {@code lang} attribute of a page (BCP 47). */
    public String tag() {
        return locale.toLanguageTag();
    }

    /** The one with this tag, if the console speaks it. */
    public static Optional<Language> tagged(String tag) {
        return Stream.of(values()).filter(language -> language.tag().equals(tag)).findFirst();
    }

    /**
     * The first of them that the console speaks, English if it speaks none.
     *
     * @param wanted what somebody would rather have, best first, regions and all
     */
    public static Language firstOf(List<Locale> wanted) {
        return wanted.stream()
                .flatMap(locale -> tagged(locale.getLanguage()).stream())
                .findFirst()
                .orElse(ENGLISH);
    }
}
