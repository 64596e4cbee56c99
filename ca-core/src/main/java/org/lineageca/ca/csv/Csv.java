package org.lineageca.ca.csv;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of comma-separated values. */
public final class Csv {

    private Csv() {}

    /** One line without its end. What a spreadsheet would calculate begins with an apostrophe. */
    public static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(","));
    }

    private static String cell(String text) {
        var shown = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return shown.chars().anyMatch(character -> ",\"\r\n".indexOf(character) >= 0)
                ? '"' + shown.replace("\"", "\"\"") + '"'
                : shown;
    }
}
