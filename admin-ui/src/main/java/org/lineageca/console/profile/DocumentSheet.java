package org.lineageca.console.profile;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A document to read, with the numbers of its lines. */
final class DocumentSheet extends Div {

    DocumentSheet(String label, String yaml) {
        addClassName("document");
        var lines = yaml.lines().toList();
        var numbers =
                new Pre(
                        IntStream.rangeClosed(1, lines.size())
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining("\n")));
        numbers.addClassName("numbers");
        numbers.getElement().setAttribute("aria-hidden", "true");
        var text = new Pre();
        text.addClassName("text");
        for (var line : lines) {
            var shown = new Span(line + "\n");
            if (line.stripLeading().startsWith("#")) {
                shown.addClassName("comment");
            }
            text.add(shown);
        }
        // A long line scrolls sideways; the keyboard must reach it.
        text.getElement().setAttribute("tabindex", "0");
        text.getElement().setAttribute("role", "region");
        text.getElement().setAttribute("aria-label", label);
        add(numbers, text);
    }
}
