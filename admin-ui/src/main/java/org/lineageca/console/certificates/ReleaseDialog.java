package org.lineageca.console.certificates;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.ReleaseHold;
import org.lineageca.ca.revocation.ReleaseDecision;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;

/** Ends a certificate's hold; why, goes into the audit trail. */
final class ReleaseDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(ReleaseDialog.class);

    ReleaseDialog(
            CertificateRecord certificate,
            RevocationPresenter presenter,
            SignedInOfficer officers,
            Runnable done) {
        setHeaderTitle(TEXTS.say("release-named", CertificatesView.name(certificate)));
        setWidth("38rem");
        var because = new TextField(TEXTS.say("why-can-it-be-trusted"));
        because.setRequired(true);
        because.setMaxLength(ReleaseHold.LONGEST_REASON);
        because.setWidthFull();
        var release = new Button(TEXTS.say("release-the-hold"));
        release.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        release.addClickListener(_ -> {
            if (because.isEmpty()) {
                because.setInvalid(true);
                because.setErrorMessage(TEXTS.say("say-why-for-the-audit"));
                return;
            }
            var decision = presenter.release(officers.current(), certificate, because.getValue());
            Notification.show(
                    switch (decision) {
                        case ReleaseDecision.Released _ ->
                                TEXTS.say("released-ocsp-says-good-within");
                        case ReleaseDecision.NotHeld _ -> TEXTS.say("it-is-not-on-hold");
                        case ReleaseDecision.Final(var entry) ->
                                TEXTS.say("it-is-revoked-for-good", entry.revocationDate());
                    });
            close();
            done.run();
        });
        add(new Paragraph(TEXTS.say("it-counts-as-good-again", certificate.serial())), because);
        getFooter().add(new Button(TEXTS.say("cancel"), _ -> close()), release);
    }
}
