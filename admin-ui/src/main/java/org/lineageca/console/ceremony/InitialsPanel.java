package org.lineageca.console.ceremony;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.lineageca.ca.access.Actor;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;

/** Initials: those that were given, and the field for one's own. */
record InitialsPanel(Moves moves) {

    private static final int LONGEST = 8;

    void paint(Div place, Optional<Stage.InitialsShown> present) {
        present.ifPresent(shown -> {
            var initial = shown.initial();
            var who = new Span(initial.role().title() + ": " + initial.person());
            who.addClassName("caption");
            place.add(who);
            var given = initial.given();
            if (given != null) {
                var letters = new Span(given);
                letters.addClassName("letters");
                place.add(letters);
            } else if (shown.isMine()) {
                ask(
                        place,
                        "Your initials: the digest is the one I see",
                        "It is the same",
                        (actor, letters) ->
                                moves.presenter()
                                        .readBack(actor, moves.run(), shown.sha256(), letters));
            } else {
                var open = new Span("not yet");
                open.addClassName("quiet");
                place.add(open);
            }
        });
    }

    void paintDeviation(Div place, Optional<RunScreen.Deviation> present) {
        present.ifPresent(wish -> {
            place.add(
                    new Callout(
                            "Step " + wish.step() + " is to be passed over",
                            List.of(
                                    wish.reason(),
                                    "It takes the witness's initials, and stands in the minutes. Until then the step can still be done."),
                            Badge.Tone.WARNING));
            if (wish.isMine()) {
                place.add(new Paragraph("Is the reason true and good enough?"));
                ask(
                        place,
                        "Your initials to the deviation",
                        "Let it be passed over",
                        (actor, letters) ->
                                moves.presenter().witnessDeviation(actor, moves.run(), letters));
            }
        });
    }

    private void ask(Div place, String label, String text, BiConsumer<Actor, String> give) {
        var field = new TextField(label);
        field.setMaxLength(LONGEST);
        field.setAutocomplete(com.vaadin.flow.component.textfield.Autocomplete.OFF);
        field.setValueChangeMode(ValueChangeMode.EAGER);
        field.setWidth("19rem");
        var button = moves.primary(text, actor -> give.accept(actor, field.getValue()));
        button.setEnabled(false);
        field.addValueChangeListener(event -> button.setEnabled(!event.getValue().isBlank()));
        button.addClickShortcut(Key.ENTER).listenOn(field);
        var row = new Div(field, button);
        row.addClassName("initials-row");
        place.add(row);
    }
}
