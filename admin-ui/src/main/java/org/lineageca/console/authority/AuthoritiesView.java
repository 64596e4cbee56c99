package org.lineageca.console.authority;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.time.InstantSource;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.config.Settings;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.planning.PlanView;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.LookAgain;
import org.lineageca.console.shell.ViewHeader;

/**
 * The tree of authorities: who certified whom, and how each generation stands. It looks again by
 * itself.
 */
@Prototype
@Route(value = "authorities", layout = ConsoleLayout.class)
public final class AuthoritiesView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(AuthoritiesView.class);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final transient AuthoritiesPresenter presenter;
    private final transient SignedInOfficer officers;
    private final transient InstantSource clock;
    private final AuthorityTree tree = new AuthorityTree();

    AuthoritiesView(
            AuthoritiesPresenter presenter,
            SignedInOfficer officers,
            Settings.Installation installation,
            InstantSource clock,
            LookAgain lookAgain) {
        this.presenter = presenter;
        this.officers = officers;
        this.clock = clock;
        addClassName("view");
        add(
                new ViewHeader(
                        TEXTS.say("authorities"),
                        TEXTS.say("each-line-is-one-key"),
                        new RouterLink(TEXTS.say("as-a-picture"), HierarchyView.class),
                        plan(officers, installation)),
                lookAgain.every(LOOK_AGAIN, this, this::look),
                tree);
        look();
    }

    private void look() {
        tree.show(presenter.rows(officers.current()), clock.instant());
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.authorities");
    }

    private static Button plan(SignedInOfficer officers, Settings.Installation installation) {
        var plan =
                new Button(
                        TEXTS.say("plan-an-act"),
                        VaadinIcon.PLUS.create(),
                        _ -> UI.getCurrent().navigate(PlanView.class));
        plan.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        // Offline, what is done is done in ceremonies.
        plan.setVisible(!installation.isOffline() && officers.current().may(Permission.DECIDE));
        return plan;
    }
}
