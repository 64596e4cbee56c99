package org.lineageca.console.dashboard;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.dashboard.DashboardPage.Row;
import org.lineageca.console.shell.Badge;

/** How one thing stands, in a line. */
final class StateItem implements KeptRows.Shown<Row> {

    private final ListItem item = new ListItem();
    private final Div title = new Div();
    private final Div state = new Div();
    private final Span note = new Span();
    private @Nullable String shownTitle;

    StateItem() {
        item.addClassName("state-line");
        title.addClassName("state-title");
        note.addClassNames("state-note", "quiet");
        item.add(title, note, state);
    }

    @Override
    public Component element() {
        return item;
    }

    @Override
    public void show(Row row) {
        // Where a row leads follows from what it is about.
        if (!row.title().equals(shownTitle)) {
            shownTitle = row.title();
            var next = row.next();
            title.removeAll();
            title.add(next == null ? new Span(row.title()) : Links.to(next, row.title()));
        }
        note.setText(row.note());
        note.setTitle(row.note());
        state.removeAll();
        if (!row.word().isEmpty()) {
            state.add(new Badge(row.word(), row.tone()));
        }
    }
}
