package org.lineageca.console.profile;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.lineageca.ca.profile.DocumentDifference;
import org.lineageca.console.language.Texts;

/**
 * What one document has that another has not, line by line; long stretches of both are left out.
 */
final class DifferenceSheet extends Div {

    private static final Texts TEXTS = Texts.of(DifferenceSheet.class);

    /** Lines on either side of a change that are shown, too. */
    private static final int AROUND = 3;

    DifferenceSheet(String label, String before, String after) {
        addClassName("document");
        var lines = DocumentDifference.between(before, after);
        var text = new Pre();
        text.addClassName("text");
        text.getElement().setAttribute("tabindex", "0");
        text.getElement().setAttribute("role", "region");
        text.getElement().setAttribute("aria-label", label);
        var hidden = 0;
        for (var i = 0; i < lines.size(); i++) {
            if (!isNearAChange(lines, i)) {
                hidden++;
                continue;
            }
            if (hidden > 0) {
                text.add(skipped(hidden));
                hidden = 0;
            }
            text.add(line(lines.get(i)));
        }
        if (hidden > 0) {
            text.add(skipped(hidden));
        }
        add(text);
    }

    private static boolean isNearAChange(List<DocumentDifference.Line> lines, int at) {
        return lines
                .subList(Math.max(0, at - AROUND), Math.min(lines.size(), at + AROUND + 1))
                .stream()
                .anyMatch(line -> line.sign() != ' ');
    }

    private static Span skipped(int lines) {
        var span = new Span(TEXTS.say("lines-as-before", lines));
        span.addClassNames("line", "comment");
        return span;
    }

    private static Span line(DocumentDifference.Line line) {
        var span = new Span(line.toString());
        switch (line.sign()) {
            case '+' -> span.addClassNames("line", "come");
            case '-' -> span.addClassNames("line", "gone");
            default -> span.addClassName("line");
        }
        return span;
    }
}
