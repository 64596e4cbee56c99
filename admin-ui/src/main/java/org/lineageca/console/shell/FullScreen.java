package org.lineageca.console.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.server.VaadinSession;
import io.micronaut.context.annotation.Prototype;

/** For views that need the whole screen and lead back by a link of their own. */
@Prototype
public final class FullScreen extends Div implements RouterLayout {

    FullScreen(Faults faults) {
        VaadinSession.getCurrent().setErrorHandler(faults);
        addClassName("full-screen");
    }
}
