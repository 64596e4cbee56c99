package org.lineageca.console.authority;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.ScrolledTable;

/** What must go on for a generation, until when, and when its life may end. */
final class DutiesTable {

    private static final Texts TEXTS = Texts.of(DutiesTable.class);

    private DutiesTable() {}

    static Component of(List<Duty> duties) {
        if (duties.isEmpty()) {
            return new Paragraph(TEXTS.say("nothing-more"));
        }
        var table = new NativeTable();
        table.addClassName("differences");
        table.setCaptionText(TEXTS.say("what-it-owes"));
        // The heading above says it to those who see it.
        table.getCaption().addClassName("only-said");
        var head = table.getHead().addRow();
        List.of(TEXTS.say("what"), TEXTS.say("until"), TEXTS.say("how-it-stands"))
                .forEach(header -> head.addHeaderCell().setText(header));
        for (var duty : duties) {
            var row = table.getBody().addRow();
            row.addDataCell().setText(duty.what());
            row.addDataCell().setText(duty.shown());
            row.add(new NativeTableCell(how(duty)));
        }
        return new ScrolledTable(table, TEXTS.say("what-it-owes"));
    }

    private static Component how(Duty duty) {
        var lines = new Div(new Div(new Span(duty.how())));
        if (duty.isLate()) {
            lines.add(new Badge(TEXTS.say("late"), Badge.Tone.BAD));
        }
        duty.hindrances().forEach(sentence -> lines.add(new Div(sentence)));
        return lines;
    }
}
