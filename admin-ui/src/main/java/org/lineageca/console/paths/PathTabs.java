package org.lineageca.console.paths;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.RouterLink;
import org.lineageca.console.language.Texts;

/** Between the two views of paths; links, so that each has an address. */
final class PathTabs extends Nav {

    private static final Texts TEXTS = Texts.of(PathTabs.class);

    PathTabs(Class<? extends Component> current) {
        addClassName("path-tabs");
        setAriaLabel(TEXTS.say("paths"));
        add(
                link(TEXTS.say("explore"), PathsView.class, current),
                link(TEXTS.say("acceptable-cas"), AcceptableCasView.class, current));
    }

    private static RouterLink link(
            String text, Class<? extends Component> view, Class<? extends Component> current) {
        var link = new RouterLink(text, view);
        if (view.equals(current)) {
            link.getElement().setAttribute("aria-current", "page");
        }
        return link;
    }
}
