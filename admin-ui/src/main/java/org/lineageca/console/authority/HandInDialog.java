package org.lineageca.console.authority;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import org.lineageca.ca.authority.Generation;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;

/** Takes a certificate that a CA which is not ours issued for one of our keys. */
final class HandInDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(HandInDialog.class);

    private static final int MOST_CHARACTERS = 200_000;

    HandInDialog(
            Generation generation,
            AuthorityPresenter presenter,
            SignedInOfficer officers,
            Runnable changed) {
        setHeaderTitle(TEXTS.say("title-hand-in"));
        setWidth("46rem");
        var chain = new TextArea(TEXTS.say("certificate-then-the-chain-above"));
        chain.setPlaceholder("-----BEGIN CERTIFICATE-----");
        chain.setMaxLength(MOST_CHARACTERS);
        chain.setManualValidation(true);
        chain.setWidthFull();
        chain.setMinRows(8);
        chain.setMaxRows(14);
        chain.addClassName("pem");
        var take = new Button(TEXTS.say("hand-in"));
        take.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        take.setDisableOnClick(true);
        take.addClickListener(_ -> {
            try {
                switch (presenter.handIn(
                        officers.current(), generation.identity().id(), chain.getValue())) {
                    case AuthorityPresenter.Receipt.Accepted(var words) -> {
                        Notification.show(words);
                        close();
                        changed.run();
                    }
                    case AuthorityPresenter.Receipt.Refused(var why) -> {
                        chain.setErrorMessage(why);
                        chain.setInvalid(true);
                    }
                }
            } finally {
                take.setEnabled(true);
            }
        });
        add(
                new Paragraph(
                        TEXTS.say(
                                "it-is-taken-only-if", generation.identity().name().commonName())),
                chain);
        getFooter().add(new Button(TEXTS.say("cancel"), _ -> close()), take);
    }
}
