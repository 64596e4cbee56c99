package org.lineageca.console.certificates;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import java.util.List;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.console.access.SignedInOfficer;

/** Revokes a certificate for a reason said in plain words (BR 4.9.1.1). */
final class RevokeDialog extends Dialog {

    /** The commonest first, the one that says nothing last. */
    private static final List<RevocationReason> REASONS =
            List.of(
                    RevocationReason.KEY_COMPROMISE,
                    RevocationReason.SUPERSEDED,
                    RevocationReason.CESSATION_OF_OPERATION,
                    RevocationReason.AFFILIATION_CHANGED,
                    RevocationReason.PRIVILEGE_WITHDRAWN,
                    RevocationReason.UNSPECIFIED,
                    RevocationReason.CERTIFICATE_HOLD);

    private static final String FOR_GOOD = "Revoke for good";

    RevokeDialog(
            CertificateRecord certificate,
            CertificatesPresenter presenter,
            SignedInOfficer officers,
            Runnable done) {
        setHeaderTitle("Revoke " + CertificatesView.name(certificate));
        setWidth("38rem");
        setMinHeight("24rem");
        var reason = new RadioButtonGroup<RevocationReason>("Why?");
        reason.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
        reason.setItems(
                REASONS.stream()
                        .filter(each ->
                                certificate.revocation() == null
                                        || each != RevocationReason.CERTIFICATE_HOLD)
                        .toList());
        reason.setItemLabelGenerator(RevokeDialog::words);
        reason.setRequired(true);
        var revoke = new Button(FOR_GOOD);
        revoke.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
        revoke.setEnabled(false);
        reason.addValueChangeListener(event -> {
            revoke.setEnabled(event.getValue() != null);
            revoke.setText(
                    event.getValue() == RevocationReason.CERTIFICATE_HOLD
                            ? "Put on hold"
                            : FOR_GOOD);
        });
        revoke.addClickListener(_ -> {
            var officer = officers.current();
            var decision = presenter.revoke(officer, certificate, reason.getValue());
            if (reason.getValue() == RevocationReason.KEY_COMPROMISE) {
                new SameKeyDialog(presenter.sameKey(officer, decision)).open();
            }
            Notification.show(
                    switch (decision) {
                        case RevocationDecision.Revoked _, RevocationDecision.Confirmed _ ->
                                "Revoked. OCSP says so within a second, the next CRL within its period.";
                        case RevocationDecision.AlreadyRevoked existing ->
                                "It was revoked already, on "
                                        + existing.entry().revocationDate()
                                        + ".";
                    });
            close();
            done.run();
        });
        add(
                new Paragraph(
                        "A revocation cannot be undone, but for a hold. Serial number "
                                + certificate.serial()
                                + "."),
                reason);
        getFooter().add(new Button("Cancel", _ -> close()), revoke);
    }

    private static String words(RevocationReason reason) {
        return switch (reason) {
            case KEY_COMPROMISE ->
                    "The private key is, or may be, in someone else's hands (keyCompromise)";
            case AFFILIATION_CHANGED ->
                    "The name or organisation in it is no longer right (affiliationChanged)";
            case SUPERSEDED -> "A new certificate has taken its place (superseded)";
            case CESSATION_OF_OPERATION -> "The host or service is gone (cessationOfOperation)";
            case PRIVILEGE_WITHDRAWN ->
                    "The holder broke the rules or was never entitled to it (privilegeWithdrawn)";
            case UNSPECIFIED -> "None of these, or not to be said (unspecified)";
            case CERTIFICATE_HOLD ->
                    "Not decided: until it is released it counts as revoked (certificateHold)";
            case CA_COMPROMISE, REMOVE_FROM_CRL, AA_COMPROMISE -> reason.label();
        };
    }
}
