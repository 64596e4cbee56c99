package org.lineageca.console.ceremony;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.lineageca.console.shell.Instants;

/** The transcript in sentences, the newest on top; lines are only ever added. */
final class TranscriptList extends OrderedList {

    private long newest;

    TranscriptList() {
        addClassName("transcript");
        getElement().setAttribute("reversed", true);
    }

    /**
     * Adds what is new.
     *
     * @param lines all there are, the newest first
     */
    void show(List<RunScreen.Line> lines) {
        for (var line : lines.reversed()) {
            if (line.sequence() > newest) {
                newest = line.sequence();
                addComponentAsFirst(item(line));
            }
        }
    }

    private static ListItem item(RunScreen.Line line) {
        var at = new Span(Instants.timeOfDay(line.at()));
        at.addClassName("quiet");
        return new ListItem(at, new Span(line.sentence()));
    }
}
