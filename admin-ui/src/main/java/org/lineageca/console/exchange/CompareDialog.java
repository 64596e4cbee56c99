package org.lineageca.console.exchange;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import org.lineageca.ca.exchange.courier.Partner;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.ceremony.DigestBoard;
import org.lineageca.console.language.Texts;

/** The second person compares a partner's key by its words. */
final class CompareDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(CompareDialog.class);

    CompareDialog(
            Partner partner,
            PartnersPresenter presenter,
            SignedInOfficer officers,
            Runnable changed) {
        setHeaderTitle(TEXTS.say("is-this-the-key-of", partner.name()));
        setWidth("46rem");
        var shown = partner.party().sha256();
        var pin = new Button(TEXTS.say("pin-it"));
        pin.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        pin.setEnabled(false);
        pin.addClickListener(_ -> {
            try {
                presenter.confirm(officers.current(), partner.name(), shown);
                Notification.show(TEXTS.say("packages-of-are-taken-from", partner.name()));
            } finally {
                // Also after a refusal: the page then shows what is on record now.
                close();
                changed.run();
            }
        });
        var compared = new Checkbox(TEXTS.say("i-heard-these-words-from"));
        compared.addValueChangeListener(event -> pin.setEnabled(event.getValue()));
        add(
                new Paragraph(TEXTS.say("someone-at-the-partner-reads")),
                new DigestBoard(PartnersPanel.caption(partner), shown),
                compared);
        getFooter().add(new Button(TEXTS.say("cancel"), _ -> close()), pin);
    }
}
