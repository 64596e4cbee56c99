package org.lineageca.console.ceremony;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;

/** Why a step is to be passed over. */
final class DeviationDialog extends Dialog {

    private static final int LONGEST_REASON = 1_000;

    DeviationDialog(Moves moves) {
        setHeaderTitle("Pass over this step?");
        setWidth("36rem");
        var reason = reason();
        var ask =
                moves.primary(
                        "Ask the witness",
                        actor -> {
                            moves.presenter().askDeviation(actor, moves.run(), reason.getValue());
                            close();
                        });
        ask.setEnabled(false);
        reason.addValueChangeListener(event -> ask.setEnabled(!event.getValue().isBlank()));
        add(
                new Paragraph(
                        "The step is left out once the witness has put initials to it. Steps that need its result have to be passed over as well. The reason stands in the minutes."),
                reason);
        getFooter().add(new Button("Cancel", _ -> close()), ask);
    }

    static TextArea reason() {
        var reason = new TextArea("Reason");
        reason.setMaxLength(LONGEST_REASON);
        reason.setWidthFull();
        reason.setMinRows(3);
        reason.setValueChangeMode(ValueChangeMode.EAGER);
        return reason;
    }
}
