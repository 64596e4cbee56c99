package org.lineageca.console.lineage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.NativeTable;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.DataTable;
import org.lineageca.console.picture.Picture;

/** A picture with its table below it. */
public final class Figure extends Div {

    private static final Texts TEXTS = Texts.of(Figure.class);

    private static final int FEW = 8;

    public Figure(Picture picture) {
        addClassName("figure");
        add(new Svg(picture.svg()), table(picture.table()));
    }

    /** A long one is folded away; it is there for whoever asks, and on paper. */
    private static Component table(DataTable data) {
        var scroll = new Div(nativeTable(data));
        scroll.addClassName("scroll");
        scroll.getElement().setAttribute("tabindex", "0");
        scroll.getElement().setAttribute("role", "region");
        scroll.getElement().setAttribute("aria-label", data.caption());
        var details = new NativeDetails(TEXTS.say("the-same-in-numbers"), scroll);
        details.setOpen(data.rows().size() <= FEW);
        return details;
    }

    private static NativeTable nativeTable(DataTable data) {
        var table = new NativeTable();
        table.setCaptionText(data.caption());
        var head = table.getHead().addRow();
        data.headers().forEach(header -> head.addHeaderCell().setText(header));
        for (var row : data.rows()) {
            var line = table.getBody().addRow();
            row.forEach(cell -> line.addDataCell().setText(cell));
        }
        return table;
    }
}
