package org.lineageca.console.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import io.micronaut.context.annotation.Prototype;
import java.util.regex.Pattern;
import org.lineageca.console.language.Texts;

/** For an address at which there is no view, or a view of what is not there. */
@Prototype
@ParentLayout(ConsoleLayout.class)
public final class NotFoundView extends Div
        implements HasErrorParameter<NotFoundException>, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(NotFoundView.class);

    /** Vaadin's own sentence names a route; ours name what is missing. */
    private static final Pattern ROUTE = Pattern.compile("Couldn't find route.*|null");

    private static final int NOT_FOUND = 404;

    private final transient Faults faults;

    NotFoundView(Faults faults) {
        this.faults = faults;
        addClassName("view");
    }

    @Override
    public int setErrorParameter(
            BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        var told = faults.tell(parameter.getException());
        var why =
                ROUTE.matcher(told.text()).matches()
                        ? TEXTS.say("there-is-nothing-at", event.getLocation().getPath())
                        : TEXTS.say("look-at-the-address", told.text());
        add(
                new H1(told.title()),
                new Paragraph(why),
                new Anchor("", TEXTS.say("start-page")),
                Faults.reference(told));
        return NOT_FOUND;
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("nothing-here") + " · Lineage";
    }
}
