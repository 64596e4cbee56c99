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

/** The second person compares a partner's key by its words. */
final class CompareDialog extends Dialog {

    CompareDialog(
            Partner partner,
            PartnersPresenter presenter,
            SignedInOfficer officers,
            Runnable changed) {
        setHeaderTitle("Is this the key of " + partner.name() + "?");
        setWidth("46rem");
        var shown = partner.party().sha256();
        var pin = new Button("Pin it");
        pin.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        pin.setEnabled(false);
        pin.addClickListener(_ -> {
            try {
                presenter.confirm(officers.current(), partner.name(), shown);
                Notification.show("Packages of " + partner.name() + " are taken from now on.");
            } finally {
                // Also after a refusal: the page then shows what is on record now.
                close();
                changed.run();
            }
        });
        var compared =
                new Checkbox(
                        "I heard these words from someone I know there, and they are the same.");
        compared.addValueChangeListener(event -> pin.setEnabled(event.getValue()));
        add(
                new Paragraph(
                        "Someone at the partner reads the words aloud from the page Exchange of their console. Compare every line. If one differs, the key was exchanged on the way: remove the partner, and find out how it came here."),
                new DigestBoard(PartnersPanel.caption(partner), shown),
                compared);
        getFooter().add(new Button("Cancel", _ -> close()), pin);
    }
}
