package org.lineageca.console.exchange;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.nio.charset.StandardCharsets;
import org.lineageca.ca.x509.Pem;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.BoundedUpload;
import org.lineageca.octets.Octets;

/** A partner's key is put on record, to be compared by someone else. */
final class BringKeyDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(BringKeyDialog.class);

    private static final int MOST_OCTETS = 4_096;

    private final TextArea key = new TextArea(TEXTS.say("its-public-key-pem"));

    BringKeyDialog(
            String suggestedName,
            PartnersPresenter presenter,
            SignedInOfficer officers,
            Runnable changed) {
        setHeaderTitle(TEXTS.say("bring-a-partners-key"));
        setWidth("46rem");
        var name = new TextField(TEXTS.say("what-it-is-called-here"));
        name.setHelperText(TEXTS.say("1-to-32-of-a"));
        name.setMaxLength(32);
        name.setValue(suggestedName);
        name.setWidth("19rem");
        key.setPlaceholder("-----BEGIN PUBLIC KEY-----");
        key.setMaxLength(MOST_OCTETS);
        key.setManualValidation(true);
        key.setWidthFull();
        key.setMinRows(5);
        key.addClassName("pem");
        var bring = new Button(TEXTS.say("put-on-record"));
        bring.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        bring.setDisableOnClick(true);
        bring.addClickListener(_ -> {
            try {
                var file = Octets.of(key.getValue().getBytes(StandardCharsets.UTF_8));
                switch (presenter.propose(officers.current(), name.getValue(), file)) {
                    case Answer.Done(var words) -> {
                        Notification.show(words);
                        close();
                        changed.run();
                    }
                    case Answer.Refused(var why) -> {
                        key.setErrorMessage(why);
                        key.setInvalid(true);
                    }
                }
            } finally {
                bring.setEnabled(true);
            }
        });
        add(
                new Paragraph(TEXTS.say("download-it-from-the-partners")),
                name,
                key,
                BoundedUpload.of(TEXTS.say("take-a-file"), MOST_OCTETS, (_, file) -> write(file)));
        getFooter().add(new Button(TEXTS.say("cancel"), _ -> close()), bring);
    }

    /** What is put on record is what stands in the field, however it got there. */
    private void write(Octets file) {
        try {
            key.setValue(Pem.encode("PUBLIC KEY", PartnersPresenter.publicKey(file)));
            key.setInvalid(false);
        } catch (IllegalArgumentException e) {
            key.setErrorMessage(TEXTS.say("the-file-holds-no-public", e.getMessage()));
            key.setInvalid(true);
        }
    }
}
