package org.lineageca.console.exchange;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.notification.Notification;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.exchange.courier.Partner;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.ceremony.DigestBoard;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.Instants;

/** Whose packages are taken, and whose keys wait to be compared. */
final class PartnersPanel extends Div {

    private static final Texts TEXTS = Texts.of(PartnersPanel.class);

    private final PartnersPresenter presenter;
    private final SignedInOfficer officers;
    private final Runnable changed;

    PartnersPanel(
            PartnersPage page,
            PartnersPresenter presenter,
            SignedInOfficer officers,
            Runnable changed) {
        this.presenter = presenter;
        this.officers = officers;
        this.changed = changed;
        addClassName("partners");
        add(new H2(TEXTS.say("partners")));
        if (page.partners().isEmpty()) {
            add(new Paragraph(TEXTS.say("nobodys-packages-are-taken-yet")));
        } else {
            var list = new UnorderedList();
            page.partners().forEach(row -> list.add(item(row, page.mayDecide())));
            add(list);
        }
        var bring =
                new Button(
                        TEXTS.say("button-bring-key"),
                        _ ->
                                new BringKeyDialog(
                                                page.suggestedName(), presenter, officers, changed)
                                        .open());
        bring.setVisible(page.mayDecide());
        add(new Div(bring));
    }

    private ListItem item(PartnerRow row, boolean mayDecide) {
        var partner = row.partner();
        var head = new Div(new H3(partner.name()), badge(row));
        head.addClassName("partner-head");
        var item = new ListItem(head, facts(row));
        item.addClassName("card");
        if (!row.isPinned()) {
            item.add(comparison(row));
        } else {
            item.add(
                    new NativeDetails(
                            TEXTS.say("its-words"),
                            new DigestBoard(caption(partner), partner.party().sha256())));
        }
        var remove = new Button(TEXTS.say("remove"), _ -> confirmRemoval(partner));
        remove.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        remove.setAriaLabel(TEXTS.say("remove-named", partner.name()));
        remove.setVisible(mayDecide);
        item.add(remove);
        return item;
    }

    private static Badge badge(PartnerRow row) {
        return row.isPinned()
                ? new Badge(TEXTS.say("pinned"), Badge.Tone.GOOD)
                : new Badge(TEXTS.say("to-be-compared"), Badge.Tone.WARNING);
    }

    private static Facts facts(PartnerRow row) {
        var facts = new Facts().with(TEXTS.say("brought"), signed(row.partner().proposal()));
        if (row.partner() instanceof Partner.Pinned pinned) {
            var last = row.last();
            facts.with(TEXTS.say("compared"), signed(pinned.confirmation()))
                    .with(TEXTS.say("packages-sent"), Long.toString(row.sent()))
                    .with(TEXTS.say("packages-taken"), Long.toString(row.taken()))
                    .with(
                            TEXTS.say("last"),
                            last == null ? TEXTS.say("never") : Instants.show(last));
        }
        return facts;
    }

    private Component comparison(PartnerRow row) {
        var why = row.cannotConfirm();
        if (why != null) {
            var reason = new Span(why);
            reason.addClassName("reason");
            return new Div(reason);
        }
        var compare =
                new Button(
                        TEXTS.say("compare-its-words"),
                        _ -> new CompareDialog(row.partner(), presenter, officers, changed).open());
        compare.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return new Div(compare);
    }

    private void confirmRemoval(Partner partner) {
        var dialog = new ConfirmDialog();
        dialog.setHeader(TEXTS.say("remove-the-partner", partner.name()));
        dialog.setText(TEXTS.say("nothing-is-packed-for-it"));
        dialog.setCancelable(true);
        dialog.setCancelText(TEXTS.say("keep-it"));
        dialog.setConfirmText(TEXTS.say("confirm-remove"));
        dialog.addConfirmListener(_ -> {
            presenter.remove(officers.current(), partner.name());
            Notification.show(TEXTS.say("the-partner-is-removed", partner.name()));
            changed.run();
        });
        dialog.open();
    }

    static String caption(Partner partner) {
        return TEXTS.say("sha-256-of-the-exchange", partner.name());
    }

    private static String signed(DecidedAct.Signature signature) {
        return signature.name() + ", " + Instants.show(signature.at());
    }
}
