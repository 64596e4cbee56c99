package org.lineageca.console.exchange;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;
import org.lineageca.octets.Octets;

/** One package that was sent or taken. */
@Prototype
@Route(value = "exchange/packages/:manifest([0-9a-f]{64})", layout = ConsoleLayout.class)
@PageTitle("Package · Lineage")
public final class PackageView extends Div implements BeforeEnterObserver {

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
    public void beforeEnter(BeforeEnterEvent event) {
        var page = page(presenter, officers.current(), event);
        removeAll();
        add(
                new ViewHeader(
                        page.sheet().title() + " " + PackagePage.way(page.kept()),
                        "It follows the package before it and is followed by the next: none can be left out.",
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
                .with("Packed", Instants.show(page.sheet().created()))
                .with(
                        page.isSent() ? "Packed by" : "Taken in",
                        page.isSent() ? kept.by() : kept.by() + ", " + Instants.show(kept.at()))
                .with("Length", kept.octets() + " octets")
                .with("File", page.fileName());
    }

    private static Component codes(PackagePage page) {
        return page.sheet().isSmall()
                ? new RouterLink(
                        "Show as QR codes", QrView.class, PackagesGrid.parameters(page.kept()))
                : new Paragraph(
                        "It is too large to be shown as QR codes. Carry it as a file, on a stick or a medium that is written once.");
    }
}
