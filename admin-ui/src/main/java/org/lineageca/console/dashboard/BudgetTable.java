package org.lineageca.console.dashboard;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import org.lineageca.console.dashboard.DashboardPage.BudgetRow;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.Gauge;
import org.lineageca.console.picture.SmallCurve;

/** CRLs against their budgets: the numbers, and what they look like. */
final class BudgetTable {

    private static final Texts TEXTS = Texts.of(BudgetTable.class);

    private BudgetTable() {}

    private static List<String> headers() {
        return List.of(
                TEXTS.say("lineage"),
                TEXTS.say("size"),
                TEXTS.say("of-its-budget"),
                TEXTS.say("forecast"));
    }

    static Component of(List<BudgetRow> rows) {
        var table = new NativeTable();
        table.addClassName("budget-table");
        table.getElement().setAttribute("aria-label", DashboardWords.budgets());
        var head = table.getHead().addRow();
        headers().forEach(header -> head.addHeaderCell().setText(header));
        rows.forEach(row -> fill(table, row));
        return table;
    }

    private static void fill(NativeTable table, BudgetRow row) {
        var line = table.getBody().addRow();
        line.addDataCell()
                .add(
                        new Div(Links.to(row.next(), row.role())),
                        quiet(DashboardWords.issued(row.age())));
        line.addDataCell().add(new Div(row.entries()), quiet(row.size()));
        budget(line.addDataCell(), row);
        forecast(line.addDataCell(), row);
    }

    private static Div quiet(String text) {
        var div = new Div(text);
        div.addClassName("quiet");
        return div;
    }

    private static void budget(NativeTableCell cell, BudgetRow row) {
        var share = row.share();
        if (share == null) {
            cell.setText(row.budget());
            return;
        }
        var said = DashboardWords.ofBudget(share);
        var gauge =
                new Div(
                        new Svg(
                                Gauge.draw(
                                        "budget-" + row.role(),
                                        said + ": " + row.budget(),
                                        share,
                                        row.tone().name().toLowerCase(Locale.ROOT))));
        gauge.addClassName("gauge");
        var percent = new Span(Math.round(share * 100) + " %");
        percent.setTitle(row.budget());
        cell.add(percent, gauge);
    }

    private static void forecast(NativeTableCell cell, BudgetRow row) {
        cell.add(new Span(row.forecast()));
        if (!row.curve().isEmpty()) {
            var curve =
                    new Div(
                            new Svg(
                                    SmallCurve.draw(
                                            "curve-" + row.role(), row.curve(), row.limit())));
            curve.addClassName("small-curve");
            cell.add(curve);
        }
    }
}
