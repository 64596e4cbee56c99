package org.lineageca.console.language;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text that was chosen before it is known who will look. */
public final class Phrase {

    private final Texts texts;
    private final String key;
    private final List<@Nullable Object> arguments;

    Phrase(Texts texts, String key, @Nullable Object... arguments) {
        this.texts = texts;
        this.key = key;
        this.arguments = Arrays.asList(arguments.clone());
    }

    /** In the language of the person who looks. */
    public String say() {
        return texts.say(key, arguments.toArray());
    }

    @Override
    public String toString() {
        return say();
    }
}
