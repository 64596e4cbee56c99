package org.lineageca.launcher.command.ca;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text with their columns below each other. */
public final class Columns {

    private static final String GAP = "  ";

    private Columns() {}

    /** One line for each row; all rows have as many cells as the first. */
    public static List<String> lines(List<List<String>> rows) {
        var last = rows.getFirst().size() - 1;
        var widths =
                IntStream.range(0, last)
                        .map(column ->
                                rows.stream()
                                        .mapToInt(row -> row.get(column).length())
                                        .max()
                                        .orElse(0))
                        .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column ->
                        column < widths.length
                                ? row.get(column)
                                        + " ".repeat(widths[column] - row.get(column).length())
                                : row.get(column))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }
}
