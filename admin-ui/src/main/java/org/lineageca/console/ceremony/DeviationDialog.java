package org.lineageca.console.ceremony;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import org.lineageca.console.language.Texts;

/** Why a step is to be passed over. */
final class DeviationDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(DeviationDialog.class);

    private static final int LONGEST_REASON = 1_000;

    DeviationDialog(Moves moves) {
        setHeaderTitle(TEXTS.say("pass-over-this-step"));
        setWidth("36rem");
        var reason = reason();
        var ask =
                moves.primary(
                        TEXTS.say("ask-the-witness"),
                        actor -> {
                            moves.presenter().askDeviation(actor, moves.run(), reason.getValue());
                            close();
                        });
        ask.setEnabled(false);
        reason.addValueChangeListener(event -> ask.setEnabled(!event.getValue().isBlank()));
        add(new Paragraph(TEXTS.say("the-step-is-left-out")), reason);
        getFooter().add(new Button(TEXTS.say("cancel"), _ -> close()), ask);
    }

    static TextArea reason() {
        var reason = new TextArea(TEXTS.say("reason"));
        reason.setMaxLength(LONGEST_REASON);
        reason.setWidthFull();
        reason.setMinRows(3);
        reason.setValueChangeMode(ValueChangeMode.EAGER);
        return reason;
    }
}
