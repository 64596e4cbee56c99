package org.lineageca.console.dashboard;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.RouterLink;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.dashboard.DashboardPage.AgendaRow;
import org.lineageca.console.shell.Badge;

/** What needs somebody: what, why, how long there is, and where to go. */
final class AgendaItem implements KeptRows.Shown<AgendaRow> {

    private final ListItem item = new ListItem();
    private final Span urgency = new Span();
    private final Span what = new Span();
    private final Span cause = new Span();
    private final Div mark = new Div();
    private final Div left = new Div();
    private final Div action = new Div();
    private @Nullable Next next;
    private @Nullable String shownAction;
    private @Nullable Urgency shownUrgency;

    AgendaItem() {
        urgency.addClassName("only-said");
        what.addClassName("agenda-what");
        cause.addClassName("agenda-cause");
        mark.addClassName("agenda-mark");
        mark.getElement().setAttribute("aria-hidden", "true");
        left.addClassName("agenda-left");
        action.addClassName("agenda-action");
        var words = new Div(new Div(urgency, what), cause);
        words.addClassName("agenda-words");
        item.add(mark, words, left, action);
    }

    @Override
    public Component element() {
        return item;
    }

    @Override
    public void show(AgendaRow row) {
        if (row.urgency() != shownUrgency) {
            shownUrgency = row.urgency();
            item.setClassName("agenda-" + row.urgency().name().toLowerCase(Locale.ROOT));
            urgency.setText(DashboardWords.said(row.urgency()));
            mark.removeAll();
            mark.add(icon(row.urgency()).create());
        }
        what.setText(row.text().what());
        cause.setText(row.text().cause());
        cause.setTitle(row.text().cause());
        left.removeAll();
        left.add(badge(row));
        if (!row.next().equals(next) || !row.text().action().equals(shownAction)) {
            next = row.next();
            shownAction = row.text().action();
            action.removeAll();
            action.add(link(row));
        }
    }

    private static Badge badge(AgendaRow row) {
        var badge = new Badge(row.left(), tone(row.urgency()));
        badge.setTitle(row.due());
        return badge;
    }

    private static RouterLink link(AgendaRow row) {
        var link = Links.to(row.next(), row.text().action());
        link.getElement()
                .setAttribute("aria-label", row.text().action() + ": " + row.text().what());
        return link;
    }

    private static VaadinIcon icon(Urgency urgency) {
        return switch (urgency) {
            case NOW -> VaadinIcon.WARNING;
            case SOON -> VaadinIcon.CLOCK;
            case AHEAD -> VaadinIcon.CALENDAR_O;
        };
    }

    private static Badge.Tone tone(Urgency urgency) {
        return switch (urgency) {
            case NOW -> Badge.Tone.BAD;
            case SOON -> Badge.Tone.WARNING;
            case AHEAD -> Badge.Tone.QUIET;
        };
    }
}
