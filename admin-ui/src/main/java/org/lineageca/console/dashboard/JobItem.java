package org.lineageca.console.dashboard;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.dashboard.DashboardPage.JobRow;
import org.lineageca.console.picture.Gauge;

/** An act that is being carried out, and how far it has come. */
final class JobItem implements KeptRows.Shown<JobRow> {

    private final ListItem item = new ListItem();
    private final Div title = new Div();
    private final Span note = new Span();
    private final Div progress = new Div();
    private @Nullable String shownTitle;

    JobItem() {
        item.addClassName("state-line");
        title.addClassName("state-title");
        note.addClassNames("state-note", "quiet");
        item.add(title, note, progress);
    }

    @Override
    public Component element() {
        return item;
    }

    @Override
    public void show(JobRow row) {
        if (!row.title().equals(shownTitle)) {
            shownTitle = row.title();
            title.removeAll();
            title.add(Links.to(row.next(), row.title()));
        }
        note.setText(row.note());
        note.setTitle(row.note());
        progress.removeAll();
        var done = row.done();
        if (done != null) {
            progress.add(new Svg(Gauge.draw(row.key(), row.note(), done, "good")));
            progress.setClassName("gauge");
        }
    }
}
