package org.lineageca.console.publisher;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.freshness.ScopeView;
import org.lineageca.console.language.Texts;
import org.lineageca.console.publisher.PublisherCard.ScopeRow;

/** One CRL in the table. Its figures change in their places: its button may just be pressed. */
final class ScopeLine {

    private static final Texts TEXTS = Texts.of(ScopeLine.class);

    /** What happens when somebody wants to go back to the CRL before. */
    interface RollBackWish {
        void of(ScopeRow row);
    }

    /** Which CRL a line is about. */
    record Scope(String authority, String generation, String place, boolean canBeRolledBack) {

        static Scope of(ScopeRow row) {
            return new Scope(row.authority(), row.generation(), row.place(), row.crl() != null);
        }
    }

    private final NativeTableCell number;
    private final NativeTableCell entries;
    private final NativeTableCell size;
    private final NativeTableCell issued;
    private final NativeTableCell until;
    private final NativeTableCell seen;
    private @Nullable ScopeRow shown;

    ScopeLine(NativeTableRow line, Scope scope, RollBackWish wish) {
        line.addDataCell().add(ScopeView.link(scope.generation(), scope.place()));
        line.addDataCell().setText(scope.authority());
        number = line.addDataCell();
        entries = line.addDataCell();
        size = line.addDataCell();
        issued = line.addDataCell();
        until = line.addDataCell();
        seen = line.addDataCell();
        line.addDataCell().add(scope.canBeRolledBack() ? button(scope, wish) : new Span("–"));
    }

    private Component button(Scope scope, RollBackWish wish) {
        var button =
                new Button(
                        TEXTS.say("button-roll-back"), _ -> wish.of(Objects.requireNonNull(shown)));
        button.setAriaLabel(TEXTS.say("roll-back-of", scope.place(), scope.authority()));
        return button;
    }

    void show(ScopeRow row) {
        if (row.equals(shown)) {
            return;
        }
        shown = row;
        number.setText(Long.toString(row.number()));
        entries.setText(row.entries());
        size.setText(row.size());
        issued.setText(row.issued());
        fill(until, new Div(row.until()), PublisherSection.judgement(row.freshness()));
        fill(seen, PublisherSection.judgement(row.seen()));
    }

    private static void fill(NativeTableCell cell, Component... content) {
        cell.removeAll();
        cell.add(content);
    }
}
