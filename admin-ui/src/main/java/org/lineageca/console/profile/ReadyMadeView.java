package org.lineageca.console.profile;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.ViewHeader;

/** A document that comes with the program. */
@Prototype
@Route(value = "profiles/ready-made/:name([a-z-]{1,40})", layout = ConsoleLayout.class)
public final class ReadyMadeView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(ReadyMadeView.class);

    private static final String NAME = "name";

    ReadyMadeView() {
        addClassName("view");
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.profile");
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
                        .orElseThrow(() ->
                                new NotFoundException(TEXTS.say("there-is-no-document", name)));
        removeAll();
        add(
                new ViewHeader(document.text(), sentence(document)),
                new DocumentSheet(TEXTS.say("document", document.text()), document.yaml()));
    }
}
