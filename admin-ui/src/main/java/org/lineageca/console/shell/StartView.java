package org.lineageca.console.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.ca.config.Settings;
import org.lineageca.console.ceremony.CeremoniesView;
import org.lineageca.console.dashboard.DashboardView;

/** Where one arrives: at what the installation is for. */
@Prototype
@Route("")
public final class StartView extends Div implements BeforeEnterObserver {

    private final Settings.Installation installation;

    StartView(Settings.Installation installation) {
        this.installation = installation;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.forwardTo(installation.isOffline() ? CeremoniesView.class : DashboardView.class);
    }
}
