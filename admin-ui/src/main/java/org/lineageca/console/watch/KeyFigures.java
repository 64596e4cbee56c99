package org.lineageca.console.watch;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** Figures that can be read across a room. */
public final class KeyFigures extends DescriptionList {

    public KeyFigures(List<KeyFigure> figures) {
        addClassName("watched-figures");
        for (var figure : figures) {
            var value = new Span(figure.value());
            value.addClassName("figure-value");
            var note = new Span(figure.note());
            note.addClassName(
                    switch (figure.tone()) {
                        case GOOD, QUIET -> "quiet";
                        case WARNING -> "figure-warning";
                        case BAD -> "figure-bad";
                    });
            var cell = new Div();
            cell.add(new Term(figure.name()), new Description(value, note));
            getElement().appendChild(cell.getElement());
        }
    }
}
