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
import org.lineageca.console.language.Texts;

/** Takes the public half of a key that is to answer in the place of another. */
final class NewKeyDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(NewKeyDialog.class);

    private static final int MOST_CHARACTERS = 5_000;
    private static final int SHORT_KEY = 16;

    private final RespondersPresenter presenter;
    private final SignedInOfficer officers;
    private final Select<ResponderKey> replaced = new Select<>();
    private final TextArea successor = new TextArea(TEXTS.say("new-public-key-pem"));

    NewKeyDialog(RespondersPresenter presenter, SignedInOfficer officers) {
        this.presenter = presenter;
        this.officers = officers;
        setHeaderTitle(TEXTS.say("new-key-for-a-responder"));
        setWidth("46rem");
        var keys = presenter.keys(officers.current());
        replaced.setLabel(TEXTS.say("key-that-is-replaced"));
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
        var certify = new Button(TEXTS.say("certify"));
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
                new Paragraph(TEXTS.say("the-key-is-made-where")),
                new Paragraph(new Code("lineage responder roll-key --print")),
                replaced,
                successor,
                new Paragraph(TEXTS.say("every-generation-certifies-it-or")));
        getFooter().add(new Button(TEXTS.say("cancel"), _ -> close()), certify);
    }

    private void certify() {
        var key = replaced.getValue();
        if (key == null) {
            replaced.setErrorMessage(TEXTS.say("no-key-answers-yet-enable"));
            replaced.setInvalid(true);
            return;
        }
        switch (presenter.succeed(officers.current(), key, successor.getValue())) {
            case RespondersPresenter.Receipt.Certified(var generations) -> {
                Notification.show(TEXTS.say("the-new-key-is-certified", generations));
                close();
            }
            case RespondersPresenter.Receipt.Refused(var why) -> {
                successor.setErrorMessage(why);
                successor.setInvalid(true);
            }
        }
    }

    private String describe(ResponderKey key) {
        return TEXTS.say(
                "on-token-for",
                key.key().keyId().toString().substring(0, SHORT_KEY),
                key.key().token(),
                String.join(", ", presenter.names(officers.current(), key)));
    }
}
