package org.lineageca.console.shell;

import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/** A word with a colour that repeats what it says; the word alone suffices. */
public final class Badge extends Span {

    /** How much attention it wants. */
    public enum Tone {
        GOOD,
        QUIET,
        WARNING,
        BAD
    }

    public Badge(String text, Tone tone) {
        super(text);
        addClassNames("badge", "badge-" + tone.name().toLowerCase(Locale.ROOT));
    }
}
