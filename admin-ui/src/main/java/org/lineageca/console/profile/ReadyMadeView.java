package org.lineageca.console.profile;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.ViewHeader;

/** A document that comes with the program. */
@Prototype
@Route(value = "profiles/ready-made/:name([a-z-]{1,40})", layout = ConsoleLayout.class)
@PageTitle("Profile · Lineage")
public final class ReadyMadeView extends Div implements BeforeEnterObserver {

    private static final String NAME = "name";

    ReadyMadeView() {
        addClassName("view");
    }

    static RouteParameters parameters(ReadyMade document) {
        return new RouteParameters(new RouteParam(NAME, document.text()));
    }

    /** Its first line, which says what it is for. */
    static String sentence(ReadyMade document) {
        return document.yaml().lines().findFirst().orElse("").replaceFirst("^# *", "");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var name = event.getRouteParameters().get(NAME).orElseThrow();
        var document =
                ReadyMade.ofText(name)
                        .orElseThrow(
                                () -> new NotFoundException("There is no document " + name + "."));
        removeAll();
        add(
                new ViewHeader(document.text(), sentence(document)),
                new DocumentSheet("Document " + document.text(), document.yaml()));
    }
}
