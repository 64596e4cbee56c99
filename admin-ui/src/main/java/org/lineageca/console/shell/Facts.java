package org.lineageca.console.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;

/** Terms and what stands behind them, in two columns. */
public final class Facts extends DescriptionList {

    public Facts() {
        addClassName("facts");
    }

    public Facts with(String term, Component value) {
        add(new Term(term), new Description(value));
        return this;
    }

    public Facts with(String term, String value) {
        return with(term, new Span(value));
    }
}
