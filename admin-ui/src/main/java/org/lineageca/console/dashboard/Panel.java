package org.lineageca.console.dashboard;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;

/** A part of the dashboard in a frame of its own. */
final class Panel extends Section {

    Panel(String title) {
        addClassName("panel");
        getElement().setAttribute("aria-label", title);
        add(new H2(title));
    }

    Panel with(Component... content) {
        add(content);
        return this;
    }

    /** More in the same frame, under a heading of its own. */
    Panel andUnder(String title, Component content) {
        add(new H2(title), content);
        return this;
    }
}
