package org.lineageca.console.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;

/** A view's title, one sentence on what it shows, and its actions. */
public final class ViewHeader extends Div {

    public ViewHeader(String title, String sentence, Component... actions) {
        addClassName("view-header");
        var words = new Div(new H1(title), new Paragraph(sentence));
        var buttons = new Div(actions);
        buttons.addClassName("actions");
        add(words, buttons);
    }
}
