package org.lineageca.console.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import java.util.List;

/** A table that scrolls in itself where a page is too narrow for it, by keyboard too. */
public final class ScrolledTable extends Div {

    /**
     * Around a table.
     *
     * @param label what the table is about, for those who do not see it
     */
    public ScrolledTable(NativeTable table, String label) {
        super(table);
        addClassName("scroller");
        getElement().setAttribute("tabindex", "0");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", label);
    }

    /** A table of texts only. */
    public static ScrolledTable ofTexts(
            String label, String caption, List<String> headers, List<List<String>> rows) {
        var table = new NativeTable();
        table.addClassName("differences");
        table.setCaptionText(caption);
        var head = table.getHead().addRow();
        headers.forEach(header -> head.addHeaderCell().setText(header));
        for (var row : rows) {
            var line = table.getBody().addRow();
            row.forEach(cell -> line.addDataCell().setText(cell));
        }
        return new ScrolledTable(table, label);
    }
}
