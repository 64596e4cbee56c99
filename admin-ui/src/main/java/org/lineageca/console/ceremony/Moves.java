package org.lineageca.console.ceremony;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import java.util.function.Consumer;
import org.lineageca.ca.access.Actor;
import org.lineageca.console.access.SignedInOfficer;

/**
 * Buttons that make moves in a run.
 *
 * @param look what is done afterwards, also after a refusal: the page then shows what is on record
 */
record Moves(RunPresenter presenter, SignedInOfficer officers, long run, Runnable look) {

    void make(Consumer<Actor> move) {
        try {
            move.accept(officers.current());
        } finally {
            look.run();
        }
    }

    Button button(String text, Consumer<Actor> move) {
        var button = new Button(text);
        button.setDisableOnClick(true);
        button.addClickListener(_ -> {
            try {
                make(move);
            } finally {
                button.setEnabled(true);
            }
        });
        return button;
    }

    Button primary(String text, Consumer<Actor> move) {
        var button = button(text, move);
        button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return button;
    }
}
