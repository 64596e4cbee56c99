package org.lineageca.console.lineage;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.Picture;

/** A picture with its table below it. */
public final class Figure extends Div {

    private static final Texts TEXTS = Texts.of(Figure.class);

    private static final int FEW = 8;

    private final Div drawing = new Div();
    private final Div scroll = new Div();

    public Figure(Picture picture) {
        addClassName("figure");
        scroll.addClassName("scroll");
        scroll.getElement().setAttribute("tabindex", "0");
        scroll.getElement().setAttribute("role", "region");
        scroll.getElement().setAttribute("aria-label", picture.table().caption());
        // A long one is folded away; it is there for whoever asks, and on paper.
        var details = new NativeDetails(TEXTS.say("the-same-in-numbers"), scroll);
        details.setOpen(picture.table().rows().size() <= FEW);
        add(drawing, details);
        show(picture);
    }

    /** Puts another picture of the same in its place; a table that is open stays so. */
    public void show(Picture picture) {
        drawing.removeAll();
        drawing.add(new Svg(picture.svg()));
        scroll.removeAll();
        // As a component for each cell it would be most of the work for a page of many pictures.
        scroll.add(new Html(picture.table().html()));
    }
}
