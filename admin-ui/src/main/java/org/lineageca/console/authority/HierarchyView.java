package org.lineageca.console.authority;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.lineage.Figure;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.ViewHeader;

/** All authorities in one picture: certificates and successions. */
@Prototype
@Route(value = "authorities/picture", layout = ConsoleLayout.class)
public final class HierarchyView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(HierarchyView.class);

    HierarchyView(HierarchyPresenter presenter, SignedInOfficer officers) {
        addClassName("view");
        var figure = new Figure(presenter.picture(officers.current()));
        figure.addClassName("wide");
        add(
                new ViewHeader(
                        TEXTS.say("hierarchy"),
                        TEXTS.say("a-box-for-each-key"),
                        new RouterLink(TEXTS.say("as-a-tree"), AuthoritiesView.class)),
                figure);
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.hierarchy");
    }
}
