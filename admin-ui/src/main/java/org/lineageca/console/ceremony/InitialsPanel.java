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
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;

/** Initials: those that were given, and the field for one's own. */
record InitialsPanel(Moves moves) {

    private static final Texts TEXTS = Texts.of(InitialsPanel.class);

    private static final int LONGEST = 8;

    void paint(Div place, Optional<Stage.InitialsShown> present) {
        present.ifPresent(shown -> {
            var initial = shown.initial();
            var who = new Span(RoleWords.of(initial.role()) + ": " + initial.person());
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
                        TEXTS.say("your-initials-the-digest-is"),
                        TEXTS.say("it-is-the-same"),
                        (actor, letters) ->
                                moves.presenter()
                                        .readBack(actor, moves.run(), shown.sha256(), letters));
            } else {
                var open = new Span(TEXTS.say("not-yet"));
                open.addClassName("quiet");
                place.add(open);
            }
        });
    }

    void paintDeviation(Div place, Optional<RunScreen.Deviation> present) {
        present.ifPresent(wish -> {
            place.add(
                    new Callout(
                            TEXTS.say("step-is-to-be-passed", wish.step()),
                            List.of(wish.reason(), TEXTS.say("it-takes-the-witnesss-initials")),
                            Badge.Tone.WARNING));
            if (wish.isMine()) {
                place.add(new Paragraph(TEXTS.say("is-the-reason-true-and")));
                ask(
                        place,
                        TEXTS.say("your-initials-to-the-deviation"),
                        TEXTS.say("let-it-be-passed-over"),
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
        // Whoever is at nothing else can write at once; nobody's words end up here by surprise.
        field.getElement()
                .executeJs(
                        """
                        const busy = document.activeElement;
                        if (!busy || busy === document.body) this.focus();
                        """);
    }
}
