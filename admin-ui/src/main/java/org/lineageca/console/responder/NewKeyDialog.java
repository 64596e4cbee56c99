package org.lineageca.console.responder;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import org.lineageca.ca.lifecycle.RollResponderKey.ResponderKey;
import org.lineageca.console.access.SignedInOfficer;

/** Takes the public half of a key that is to answer in the place of another. */
final class NewKeyDialog extends Dialog {

    private static final int MOST_CHARACTERS = 5_000;
    private static final int SHORT_KEY = 16;

    private final RespondersPresenter presenter;
    private final SignedInOfficer officers;
    private final Select<ResponderKey> replaced = new Select<>();
    private final TextArea successor = new TextArea("New public key (PEM)");

    NewKeyDialog(RespondersPresenter presenter, SignedInOfficer officers) {
        this.presenter = presenter;
        this.officers = officers;
        setHeaderTitle("New key for a responder");
        setWidth("46rem");
        var keys = presenter.keys(officers.current());
        replaced.setLabel("Key that is replaced");
        replaced.setItemLabelGenerator(this::describe);
        replaced.setItems(keys);
        replaced.setWidthFull();
        keys.stream().findFirst().ifPresent(replaced::setValue);
        successor.setPlaceholder("-----BEGIN PUBLIC KEY-----");
        successor.setMaxLength(MOST_CHARACTERS);
        successor.setManualValidation(true);
        successor.addValueChangeListener(_ -> successor.setInvalid(false));
        successor.setWidthFull();
        successor.setMinRows(5);
        successor.addClassName("pem");
        var certify = new Button("Certify");
        certify.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        certify.setDisableOnClick(true);
        certify.addClickListener(_ -> {
            try {
                certify();
            } finally {
                certify.setEnabled(true);
            }
        });
        add(
                new Paragraph(
                        "The key is made where the responder runs; this prints its public half, and which key it is to follow:"),
                new Paragraph(new Code("lineage responder roll-key --print")),
                replaced,
                successor,
                new Paragraph(
                        "Every generation certifies it, or none. The responder signs with it at once; what was signed before holds. Without --print the same command then destroys the old key."));
        getFooter().add(new Button("Cancel", _ -> close()), certify);
    }

    private void certify() {
        var key = replaced.getValue();
        if (key == null) {
            replaced.setErrorMessage("No key answers yet. Enable a generation first.");
            replaced.setInvalid(true);
            return;
        }
        switch (presenter.succeed(officers.current(), key, successor.getValue())) {
            case RespondersPresenter.Receipt.Certified(var generations) -> {
                Notification.show(
                        "The new key is certified by %d generations.".formatted(generations));
                close();
            }
            case RespondersPresenter.Receipt.Refused(var why) -> {
                successor.setErrorMessage(why);
                successor.setInvalid(true);
            }
        }
    }

    private String describe(ResponderKey key) {
        return "%s on token %s, for %s"
                .formatted(
                        key.key().keyId().toString().substring(0, SHORT_KEY),
                        key.key().token(),
                        String.join(", ", presenter.names(officers.current(), key)));
    }
}
