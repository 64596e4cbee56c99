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

/** Ends a certificate's hold; why, goes into the audit trail. */
final class ReleaseDialog extends Dialog {

    ReleaseDialog(
            CertificateRecord certificate,
            RevocationPresenter presenter,
            SignedInOfficer officers,
            Runnable done) {
        setHeaderTitle("Release " + CertificatesView.name(certificate));
        setWidth("38rem");
        var because = new TextField("Why can it be trusted again?");
        because.setRequired(true);
        because.setMaxLength(ReleaseHold.LONGEST_REASON);
        because.setWidthFull();
        var release = new Button("Release the hold");
        release.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        release.addClickListener(_ -> {
            if (because.isEmpty()) {
                because.setInvalid(true);
                because.setErrorMessage("Say why, for the audit trail");
                return;
            }
            var decision = presenter.release(officers.current(), certificate, because.getValue());
            Notification.show(
                    switch (decision) {
                        case ReleaseDecision.Released _ ->
                                "Released. OCSP says good within a second, the next CRL leaves it out.";
                        case ReleaseDecision.NotHeld _ -> "It is not on hold. Nothing was changed.";
                        case ReleaseDecision.Final(var entry) ->
                                "It is revoked for good since "
                                        + entry.revocationDate()
                                        + ". Nothing was changed.";
                    });
            close();
            done.run();
        });
        add(
                new Paragraph(
                        "It counts as good again, as if it had never been on hold. Serial number "
                                + certificate.serial()
                                + "."),
                because);
        getFooter().add(new Button("Cancel", _ -> close()), release);
    }
}
