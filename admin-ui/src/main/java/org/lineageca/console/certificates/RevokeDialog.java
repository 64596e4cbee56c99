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
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Instants;

/**
 * Revokes a certificate in two steps: why, in plain words (BR 4.9.1.1), and then what follows from
 * it, before anything has.
 */
final class RevokeDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(RevokeDialog.class);

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
    private final RadioButtonGroup<RevocationReason> reason =
            new RadioButtonGroup<>(TEXTS.say("why"));
    private final TextField since = new TextField(TEXTS.say("since-when-may-somebody-else"));
    private final Button next = new Button(TEXTS.say("next"), _ -> confirm());

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
        since.setHelperText(TEXTS.say("if-it-is-known-crl"));
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
        clear(TEXTS.say("revoke-named", CertificatesView.name(certificate)));
        next.setEnabled(reason.getValue() != null);
        add(reason, since);
        getFooter().add(new Button(TEXTS.say("cancel"), _ -> close()), next);
    }

    private void confirm() {
        var isHold = reason.getValue() == RevocationReason.CERTIFICATE_HOLD;
        // What was written is refused here, not when the button is pressed.
        Instants.read(suspected(), TEXTS.say("nothing-was-revoked"));
        var outlook = presenter.outlook(officers.current(), certificate, sameKey);
        var name = CertificatesView.name(certificate);
        clear(isHold ? TEXTS.say("put-on-hold-named", name) : TEXTS.say("revoke-this", name));
        var follows = new UnorderedList();
        follows.addClassName("sentences");
        outlook.consequences(reason.getValue())
                .forEach(sentence -> follows.add(new ListItem(sentence)));
        var summary =
                new Div(
                        new Paragraph(
                                TEXTS.say(
                                        "serial-number-valid-until-reason",
                                        certificate.serial(),
                                        Instants.show(certificate.notAfter()),
                                        words(reason.getValue()))),
                        new Paragraph(TEXTS.say("what-follows")),
                        follows);
        // Read out when it takes the question's place.
        summary.getElement().setAttribute("role", "status");
        var revoke =
                new Button(
                        isHold ? TEXTS.say("hold") : TEXTS.say("revoke-for-good"), _ -> revoke());
        revoke.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
        revoke.setDisableOnClick(true);
        var back = new Button(TEXTS.say("back"), _ -> ask());
        add(summary);
        getFooter().add(new Button(TEXTS.say("cancel"), _ -> close()), back, revoke);
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
                            TEXTS.say("revoked-ocsp-says-so-within");
                    case RevocationDecision.AlreadyRevoked existing ->
                            TEXTS.say(
                                    "it-was-revoked-already-on", existing.entry().revocationDate());
                });
        done.run();
    }

    private static String words(RevocationReason reason) {
        return switch (reason) {
            case KEY_COMPROMISE -> TEXTS.say("the-private-key-is-or");
            case AFFILIATION_CHANGED -> TEXTS.say("the-name-or-organisation-in");
            case SUPERSEDED -> TEXTS.say("a-new-certificate-has-taken");
            case CESSATION_OF_OPERATION -> TEXTS.say("the-host-or-service-is");
            case PRIVILEGE_WITHDRAWN -> TEXTS.say("the-holder-broke-the-rules");
            case UNSPECIFIED -> TEXTS.say("none-of-these-or-not");
            case CERTIFICATE_HOLD -> TEXTS.say("not-decided-until-it-is");
            case CA_COMPROMISE, REMOVE_FROM_CRL, AA_COMPROMISE -> reason.label();
        };
    }
}
