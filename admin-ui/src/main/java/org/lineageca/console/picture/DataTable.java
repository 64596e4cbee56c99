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
}
