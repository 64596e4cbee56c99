package org.lineageca.console.ceremony;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import org.lineageca.console.language.Texts;

/** The end of a run before its end. */
final class AbortDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(AbortDialog.class);

    private static final String WORD = "ABORT";

    AbortDialog(Moves moves) {
        setHeaderTitle(TEXTS.say("abort-the-ceremony"));
        setWidth("36rem");
        var reason = DeviationDialog.reason();
        var word = new TextField(TEXTS.say("type-to-confirm", WORD));
        word.setValueChangeMode(ValueChangeMode.EAGER);
        word.setAutocomplete(com.vaadin.flow.component.textfield.Autocomplete.OFF);
        var abort =
                moves.button(
                        TEXTS.say("abort-for-good"),
                        actor -> {
                            moves.presenter().abort(actor, moves.run(), reason.getValue());
                            close();
                        });
        abort.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
        abort.setEnabled(false);
        Runnable settle =
                () ->
                        abort.setEnabled(
                                !reason.getValue().isBlank() && word.getValue().equals(WORD));
        reason.addValueChangeListener(_ -> settle.run());
        word.addValueChangeListener(_ -> settle.run());
        add(new Paragraph(TEXTS.say("it-ends-here-and-cannot")), reason, word);
        getFooter().add(new Button(TEXTS.say("go-on-with-the-ceremony"), _ -> close()), abort);
    }
}
