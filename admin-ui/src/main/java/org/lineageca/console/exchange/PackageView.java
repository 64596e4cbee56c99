package org.lineageca.console.exchange;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;
import org.lineageca.octets.Octets;

/** One package that was sent or taken. */
@Prototype
@Route(value = "exchange/packages/:manifest([0-9a-f]{64})", layout = ConsoleLayout.class)
public final class PackageView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(PackageView.class);

    /** The route parameter: SHA-256 of the package's manifest. */
    static final String MANIFEST = "manifest";

    private final PackagesPresenter presenter;
    private final SignedInOfficer officers;

    PackageView(PackagesPresenter presenter, SignedInOfficer officers) {
        this.presenter = presenter;
        this.officers = officers;
        addClassName("view");
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.package");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var page = page(presenter, officers.current(), event);
        removeAll();
        add(
                new ViewHeader(
                        page.sheet().title() + " " + PackagePage.way(page.kept()),
                        TEXTS.say("it-follows-the-package-before"),
                        PackagesGrid.download(page.kept(), presenter, officers)),
                facts(page),
                codes(page),
                new SheetPanel(page.sheet()));
    }

    static PackagePage page(PackagesPresenter presenter, Actor actor, BeforeEnterEvent event) {
        try {
            return presenter.page(
                    actor, Octets.ofHex(event.getRouteParameters().get(MANIFEST).orElseThrow()));
        } catch (RefusedException e) {
            throw new NotFoundException(e.getMessage());
        }
    }

    private static Facts facts(PackagePage page) {
        var kept = page.kept();
        return new Facts()
                .with(TEXTS.say("packed"), Instants.show(page.sheet().created()))
                .with(
                        page.isSent() ? TEXTS.say("packed-by") : TEXTS.say("taken-in"),
                        page.isSent() ? kept.by() : kept.by() + ", " + Instants.show(kept.at()))
                .with(TEXTS.say("length"), TEXTS.say("octets", kept.octets()))
                .with(TEXTS.say("file"), page.fileName());
    }

    private static Component codes(PackagePage page) {
        return page.sheet().isSmall()
                ? new RouterLink(
                        TEXTS.say("show-as-qr-codes"),
                        QrView.class,
                        PackagesGrid.parameters(page.kept()))
                : new Paragraph(TEXTS.say("it-is-too-large-to"));
    }
}
