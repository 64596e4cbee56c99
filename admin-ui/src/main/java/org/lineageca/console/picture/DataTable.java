package org.lineageca.console.picture;

import java.util.List;

/** The numbers of a picture, as text. */
public record DataTable(String caption, List<String> headers, List<List<String>> rows) {

    public DataTable {
        headers = List.copyOf(headers);
        rows = rows.stream().map(List::copyOf).toList();
        for (var row : rows) {
            if (row.size() != headers.size()) {
                throw new IllegalArgumentException(
                        "a row of " + caption + " has " + row.size() + " cells");
            }
        }
    }

    /** As HTML. */
    public String html() {
        var table = SvgWriter.table().open("caption").text(caption).close();
        table.open("thead").open("tr");
        headers.forEach(header -> table.open("th").text(header).close());
        table.close().close().open("tbody");
        for (var row : rows) {
            table.open("tr");
            row.forEach(cell -> table.open("td").text(cell).close());
            table.close();
        }
        return table.close().end();
    }
}
