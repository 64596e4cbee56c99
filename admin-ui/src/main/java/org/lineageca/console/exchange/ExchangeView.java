package org.lineageca.console.exchange;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.ViewHeader;

/** What is carried between this installation and others. */
@Prototype
@Route(value = "exchange", layout = ConsoleLayout.class)
@PageTitle("Exchange · Lineage")
public final class ExchangeView extends Div {

    private final PackagesPresenter packages;
    private final SignedInOfficer officers;

    ExchangeView(PartnersPresenter partners, PackagesPresenter packages, SignedInOfficer officers) {
        this.packages = packages;
        this.officers = officers;
        addClassName("view");
        var actor = officers.current();
        var page = partners.page(actor);
        var take =
                new Button(
                        "Take in a package",
                        VaadinIcon.SIGN_IN.create(),
                        event ->
                                event.getSource().getUI().orElseThrow().navigate(ImportView.class));
        take.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        take.setVisible(page.mayDecide());
        add(
                new ViewHeader(
                        "Exchange",
                        "Packages carry requests to where keys are kept offline, and results back. Each is signed, and follows the one before it.",
                        take));
        packages.outbox(actor).ifPresent(outbox -> add(outbox(outbox)));
        packages.unanswered(actor)
                .ifPresent(open ->
                        add(
                                new Div(
                                        new H2("Requests that no ceremony has answered"),
                                        new StepsText(open.steps(), open.requests()))));
        add(
                new Div(
                        new H2("Packages"),
                        new Paragraph(
                                "All that were sent or taken. They are kept: one that was lost is downloaded again."),
                        new PackagesGrid(packages.newest(actor), packages, officers)),
                new PartnersPanel(page, partners, officers, ExchangeView::reload),
                new OwnKeyPanel(page.own()));
    }

    private Component outbox(Outbox outbox) {
        var section = new Div(new H2("Waiting to be packed"));
        section.addClassName("outbox");
        if (outbox.waiting().isEmpty()) {
            section.add(
                    new Paragraph(
                            "No approved act waits for a key kept offline that was not asked for before."));
            return section;
        }
        var list = new UnorderedList();
        list.addClassName("sentences");
        outbox.waiting().forEach(line -> list.add(new ListItem(line)));
        section.add(list);
        if (outbox.partners().isEmpty()) {
            section.add(
                    new Paragraph(
                            "They can be packed when the offline installation is pinned as a partner."));
        }
        var actions = new Div();
        actions.addClassName("actions");
        outbox.partners().forEach(partner -> actions.add(pack(partner)));
        actions.setVisible(outbox.mayPack());
        section.add(actions);
        return section;
    }

    private Button pack(String partner) {
        var button = new Button("Pack requests for " + partner);
        button.setDisableOnClick(true);
        button.addClickListener(_ -> {
            try {
                Notification.show(packages.pack(officers.current(), partner));
            } finally {
                reload();
            }
        });
        return button;
    }

    private static void reload() {
        UI.getCurrent().refreshCurrentRoute(true);
    }
}
