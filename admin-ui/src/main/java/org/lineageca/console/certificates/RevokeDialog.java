package org.lineageca.console.certificates;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.shell.Instants;

/**
 * Revokes a certificate in two steps: why, in plain words (BR 4.9.1.1), and then what follows from
 * it, before anything has.
 */
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

    private final CertificateRecord certificate;
    private final List<CertificateRecord> sameKey;
    private final RevocationPresenter presenter;
    private final SignedInOfficer officers;
    private final Runnable done;
    private final RadioButtonGroup<RevocationReason> reason = new RadioButtonGroup<>("Why?");
    private final TextField since = new TextField("Since when may somebody else have the key?");
    private final Button next = new Button("Next", _ -> confirm());

    /**
     * Begins with the first step.
     *
     * @param sameKey the other certificates over its key
     */
    RevokeDialog(
            CertificateRecord certificate,
            List<CertificateRecord> sameKey,
            RevocationPresenter presenter,
            SignedInOfficer officers,
            Runnable done) {
        this.certificate = certificate;
        this.sameKey = sameKey;
        this.presenter = presenter;
        this.officers = officers;
        this.done = done;
        setWidth("42rem");
        setMinHeight("26rem");
        reason.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
        reason.setItems(
                REASONS.stream()
                        .filter(each ->
                                certificate.revocation() == null
                                        || each != RevocationReason.CERTIFICATE_HOLD)
                        .toList());
        reason.setItemLabelGenerator(RevokeDialog::words);
        since.setPlaceholder("2026-11-01T08:30:00Z");
        since.setHelperText(
                "If it is known: CRL and OCSP tell it as the invalidity date. Leave it out otherwise.");
        since.setWidthFull();
        since.setVisible(false);
        next.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        reason.addValueChangeListener(event -> {
            next.setEnabled(event.getValue() != null);
            since.setVisible(event.getValue() == RevocationReason.KEY_COMPROMISE);
        });
        ask();
    }

    private void ask() {
        clear("Revoke " + CertificatesView.name(certificate));
        next.setEnabled(reason.getValue() != null);
        add(reason, since);
        getFooter().add(new Button("Cancel", _ -> close()), next);
    }

    private void confirm() {
        var isHold = reason.getValue() == RevocationReason.CERTIFICATE_HOLD;
        // What was written is refused here, not when the button is pressed.
        Instants.read(suspected(), "Nothing was revoked.");
        var outlook = presenter.outlook(officers.current(), certificate, sameKey);
        clear((isHold ? "Put on hold: " : "Revoke: ") + CertificatesView.name(certificate));
        var follows = new UnorderedList();
        follows.addClassName("sentences");
        outlook.consequences(reason.getValue())
                .forEach(sentence -> follows.add(new ListItem(sentence)));
        var summary =
                new Div(
                        new Paragraph(
                                "Serial number %s, valid until %s. Reason: %s."
                                        .formatted(
                                                certificate.serial(),
                                                Instants.show(certificate.notAfter()),
                                                words(reason.getValue()))),
                        new Paragraph("What follows:"),
                        follows);
        // Read out when it takes the question's place.
        summary.getElement().setAttribute("role", "status");
        var revoke = new Button(isHold ? "Put on hold" : "Revoke for good", _ -> revoke());
        revoke.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
        revoke.setDisableOnClick(true);
        var back = new Button("Back", _ -> ask());
        add(summary);
        getFooter().add(new Button("Cancel", _ -> close()), back, revoke);
        // Not the button that does it: Enter pressed twice must not.
        back.focus();
    }

    private void clear(String title) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(title);
    }

    private String suspected() {
        return since.isVisible() ? since.getValue() : "";
    }

    private void revoke() {
        var officer = officers.current();
        close();
        var decision = presenter.revoke(officer, certificate, reason.getValue(), suspected());
        if (reason.getValue() == RevocationReason.KEY_COMPROMISE) {
            new SameKeyDialog(presenter.sameKey(officer, decision)).open();
        }
        Notification.show(
                switch (decision) {
                    case RevocationDecision.Revoked _, RevocationDecision.Confirmed _ ->
                            "Revoked. OCSP says so within a second, the next CRL within its period.";
                    case RevocationDecision.AlreadyRevoked existing ->
                            "It was revoked already, on " + existing.entry().revocationDate() + ".";
                });
        done.run();
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
