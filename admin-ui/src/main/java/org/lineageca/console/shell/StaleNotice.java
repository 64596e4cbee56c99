package org.lineageca.console.shell;

import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import org.lineageca.console.language.Texts;

/** Says since when a page is not up to date, and nothing for as long as it is. */
final class StaleNotice extends Span {

    private static final Texts TEXTS = Texts.of(StaleNotice.class);

    StaleNotice() {
        addClassName("stale");
        getElement().setAttribute("role", "status");
        setVisible(false);
    }

    /** Keeps the first moment, until the page is up to date again. */
    void since(Instant moment) {
        if (!isVisible()) {
            setText(TEXTS.say("stale-since", Instants.timeOfDay(moment)));
            setVisible(true);
        }
    }

    void over() {
        setVisible(false);
    }
}
