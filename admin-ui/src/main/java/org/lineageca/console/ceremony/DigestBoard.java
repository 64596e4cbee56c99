package org.lineageca.console.ceremony;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import org.lineageca.ca.ceremony.PgpWords;
import org.lineageca.octets.Octets;

/**
 * A digest to be read aloud and compared: two octets a line, as four hexadecimal digits and as the
 * two words that stand for them.
 */
public final class DigestBoard extends Div {

    private static final int DIGITS = 4;

    public DigestBoard(String caption, Octets digest) {
        addClassName("digest-board");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", caption);
        var lines = new OrderedList();
        var hex = digest.toHex();
        var words = PgpWords.of(digest);
        for (var i = 0; i < words.size(); i += 2) {
            var digits = new Code(hex.substring(i * 2, Math.min(i * 2 + DIGITS, hex.length())));
            var line = new ListItem(digits, word(words.get(i)));
            if (i + 1 < words.size()) {
                line.add(word(words.get(i + 1)));
            }
            lines.add(line);
        }
        var name = new Span(caption);
        name.addClassName("caption");
        add(name, lines);
    }

    private static Span word(String word) {
        var span = new Span(word);
        span.addClassName("word");
        return span;
    }
}
