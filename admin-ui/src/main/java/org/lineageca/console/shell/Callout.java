package org.lineageca.console.shell;

import com.vaadin.flow.component.HtmlContainer;
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
        add(new Div(icon, heading), words(sentences));
    }

    private static HtmlContainer words(List<String> sentences) {
        if (sentences.size() == 1) {
            return new Paragraph(sentences.getFirst());
        }
        var list = new UnorderedList();
        sentences.forEach(sentence -> list.add(new ListItem(sentence)));
        return list;
    }

    /** The same with sentences of the core. */
    public static Callout byTheCore(String title, List<String> sentences, Badge.Tone tone) {
        var callout = new Callout(title, sentences, tone);
        callout.getChildren().skip(1).forEach(AsSaid::byTheCore);
        return callout;
    }

    /**
     * Read out as soon as it appears.
     *
     * @param why as the use case says it
     */
    public static Callout refusal(String why) {
        var callout = byTheCore(TEXTS.say("refused"), List.of(why), Badge.Tone.BAD);
        callout.getElement().setAttribute("role", "alert");
        return callout;
    }
}
