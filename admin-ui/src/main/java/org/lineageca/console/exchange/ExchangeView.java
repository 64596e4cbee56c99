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
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.ViewHeader;

/** What is carried between this installation and others. */
@Prototype
@Route(value = "exchange", layout = ConsoleLayout.class)
public final class ExchangeView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(ExchangeView.class);

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
                        TEXTS.say("take-in-a-package"),
                        VaadinIcon.SIGN_IN.create(),
                        event ->
                                event.getSource().getUI().orElseThrow().navigate(ImportView.class));
        take.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        take.setVisible(page.mayDecide());
        add(
                new ViewHeader(
                        TEXTS.say("exchange"),
                        TEXTS.say("packages-carry-requests-to-where"),
                        take));
        packages.outbox(actor).ifPresent(outbox -> add(outbox(outbox)));
        packages.unanswered(actor)
                .ifPresent(open ->
                        add(
                                new Div(
                                        new H2(TEXTS.say("requests-that-no-ceremony-has")),
                                        new StepsText(open.steps(), open.requests()))));
        add(
                new Div(
                        new H2(TEXTS.say("packages")),
                        new Paragraph(TEXTS.say("all-that-were-sent-or")),
                        new PackagesGrid(packages.newest(actor), packages, officers)),
                new PartnersPanel(page, partners, officers, ExchangeView::reload),
                new OwnKeyPanel(page.own()));
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.exchange");
    }

    private Component outbox(Outbox outbox) {
        var section = new Div(new H2(TEXTS.say("waiting-to-be-packed")));
        section.addClassName("outbox");
        if (outbox.waiting().isEmpty()) {
            section.add(new Paragraph(TEXTS.say("no-approved-act-waits-for")));
            return section;
        }
        var list = new UnorderedList();
        list.addClassName("sentences");
        outbox.waiting().forEach(line -> list.add(new ListItem(line)));
        section.add(list);
        if (outbox.partners().isEmpty()) {
            section.add(new Paragraph(TEXTS.say("they-can-be-packed-when")));
        }
        var actions = new Div();
        actions.addClassName("actions");
        outbox.partners().forEach(partner -> actions.add(pack(partner)));
        actions.setVisible(outbox.mayPack());
        section.add(actions);
        return section;
    }

    private Button pack(String partner) {
        var button = new Button(TEXTS.say("pack-requests-for", partner));
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
