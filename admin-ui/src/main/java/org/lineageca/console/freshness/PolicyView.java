package org.lineageca.console.freshness;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import java.time.InstantSource;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.ViewHeader;

/** Which CRLs a generation issues, and when. */
@Prototype
@Route(value = "crls/:label([0-9a-f]{16})", layout = ConsoleLayout.class)
@PageTitle("CRL policy · Lineage")
public final class PolicyView extends Div implements BeforeEnterObserver {

    private static final String LABEL = "label";

    private final CrlsPresenter presenter;
    private final SignedInOfficer officers;
    private final InstantSource clock;
    private final Div refusal = new Div();

    PolicyView(CrlsPresenter presenter, SignedInOfficer officers, InstantSource clock) {
        this.presenter = presenter;
        this.officers = officers;
        this.clock = clock;
        addClassName("view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var label = event.getRouteParameters().get(LABEL).orElseThrow();
        show(
                presenter
                        .policy(officers.current(), label)
                        .orElseThrow(() ->
                                new NotFoundException("There is no generation '" + label + "'.")));
    }

    private void show(CrlsPresenter.PolicyPage page) {
        removeAll();
        refusal.removeAll();
        var form = new PolicyForm(page.policy(), page.mayChange());
        var set =
                new Button(
                        "Set policy",
                        _ -> form.read(clock.instant()).ifPresent(policy -> set(page, policy)));
        set.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        set.setVisible(page.mayChange());
        var identity = page.generation().identity();
        add(
                new ViewHeader(
                        "CRL policy of " + identity.name().commonName(),
                        "Which CRLs generation " + identity.id().label() + " issues, and when."),
                form,
                refusal,
                new Div(set));
    }

    private void set(CrlsPresenter.PolicyPage page, CrlPolicy policy) {
        refusal.removeAll();
        try {
            presenter.set(officers.current(), page.generation(), policy);
        } catch (RefusedException e) {
            refusal.add(Callout.refusal(String.valueOf(e.getMessage())));
            return;
        }
        Notification.show(
                "The policy is set. CRLs it asks for are issued within a minute and named once they are served.");
    }
}
