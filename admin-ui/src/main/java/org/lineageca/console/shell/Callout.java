package org.lineageca.console.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.List;
import java.util.Locale;
import org.lineageca.console.language.Texts;

/** Something to be read before anything else on the page. */
public final class Callout extends Div {

    private static final Texts TEXTS = Texts.of(Callout.class);

    public Callout(String title, List<String> sentences, Badge.Tone tone) {
        addClassNames("callout", "callout-" + tone.name().toLowerCase(Locale.ROOT));
        var icon = VaadinIcon.WARNING.create();
        icon.getElement().setAttribute("aria-hidden", "true");
        var heading = new Span(title);
        heading.addClassName("callout-title");
        add(new Div(icon, heading));
        if (sentences.size() == 1) {
            add(new Paragraph(sentences.getFirst()));
        } else {
            var list = new UnorderedList();
            sentences.forEach(sentence -> list.add(new ListItem(sentence)));
            add(list);
        }
    }

    /**
     * Read out as soon as it appears.
     *
     * @param why as the use case says it
     */
    public static Callout refusal(String why) {
        var callout = new Callout(TEXTS.say("refused"), List.of(why), Badge.Tone.BAD);
        callout.getElement().setAttribute("role", "alert");
        return callout;
    }
}
