package org.lineageca.console.freshness;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import java.time.InstantSource;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Faults;
import org.lineageca.console.shell.ViewHeader;

/** Which CRLs a generation issues, and when. */
@Prototype
@Route(value = "crls/:label([0-9a-f]{16})", layout = ConsoleLayout.class)
public final class PolicyView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(PolicyView.class);

    private static final String LABEL = "label";

    private final CrlsPresenter presenter;
    private final SignedInOfficer officers;
    private final InstantSource clock;
    private final Faults faults;
    private final Div refusal = new Div();

    PolicyView(
            CrlsPresenter presenter, SignedInOfficer officers, InstantSource clock, Faults faults) {
        this.presenter = presenter;
        this.officers = officers;
        this.clock = clock;
        this.faults = faults;
        addClassName("view");
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.crl-policy");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var label = event.getRouteParameters().get(LABEL).orElseThrow();
        show(
                presenter
                        .policy(officers.current(), label)
                        .orElseThrow(() ->
                                new NotFoundException(TEXTS.say("there-is-no-generation", label))));
    }

    private void show(CrlsPresenter.PolicyPage page) {
        removeAll();
        refusal.removeAll();
        var form = new PolicyForm(page.policy(), page.mayChange());
        var set =
                new Button(
                        TEXTS.say("set-policy"),
                        _ -> form.read(clock.instant()).ifPresent(policy -> set(page, policy)));
        set.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        set.setVisible(page.mayChange());
        var identity = page.generation().identity();
        add(
                new ViewHeader(
                        TEXTS.say("crl-policy-of", identity.name().commonName()),
                        TEXTS.say("which-crls-generation-issues-and", identity.id().label())),
                form,
                refusal,
                new Div(set));
    }

    private void set(CrlsPresenter.PolicyPage page, CrlPolicy policy) {
        refusal.removeAll();
        try {
            presenter.set(officers.current(), page.generation(), policy);
        } catch (RefusedException e) {
            refusal.add(faults.callout(e));
            return;
        }
        Notification.show(TEXTS.say("the-policy-is-set-crls"));
    }
}
