package org.lineageca.console.ceremony;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Instants;

/** Who is here, and how the token stands. */
final class AroundTable {

    private static final Texts TEXTS = Texts.of(AroundTable.class);

    private AroundTable() {}

    static void paintSeats(Div place, List<RunScreen.Seat> seats) {
        var list = new UnorderedList();
        for (var seat : seats) {
            var name = new Span(seat.person());
            name.addClassName("person");
            var role = new Span(RoleWords.of(seat.role()));
            role.addClassName("quiet");
            var since = seat.since();
            var standing =
                    new Span(
                            since == null
                                    ? TEXTS.say("not-here")
                                    : TEXTS.say("since", Instants.timeOfDay(since)));
            standing.addClassName("quiet");
            var item = new ListItem(name, role, standing);
            item.setClassName("missing", since == null);
            list.add(item);
        }
        place.add(list);
    }

    static void paintToken(Div place, RunScreen.Token token) {
        place.add(
                new Badge(
                        token.state().word(),
                        switch (token.state()) {
                            case ACTIVE -> Badge.Tone.GOOD;
                            case SILENT -> Badge.Tone.BAD;
                            case LOCKED -> Badge.Tone.WARNING;
                            case BLANK, OVER -> Badge.Tone.QUIET;
                        }));
        token.counts().forEach(count -> place.add(new Paragraph(count)));
    }
}
