package org.lineageca.ca.rehearsal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A matrix for people: the table, and below it what exactly is not ok. */
public final class MatrixText {

    private static final int LAYOUT_WIDTH = 44;
    private static final int CELL_WIDTH = 18;

    private static final String LEGEND =
            """
            chain: asks whether the CA is revoked, too; the JDK always does
            all CAs: knows the CA certificates of both generations, not only the one a server sends\
            """;

    private MatrixText() {}

    public static String of(VerifierMatrix matrix) {
        var lines = new ArrayList<String>();
        lines.add(header("layout", matrix, VerifierMatrix.Column::name));
        lines.add(header("version", matrix, VerifierMatrix.Column::version));
        for (var layout : Layout.values()) {
            var verdicts = matrix.row(layout).stream().map(cell -> cell.verdict().text()).toList();
            lines.add(line(layout.text(), verdicts));
        }
        lines.add("");
        lines.add(LEGEND);
        for (var missing : matrix.missing()) {
            lines.add("");
            lines.add(
                    "%s was not tried: %s. Debian package: %s."
                            .formatted(
                                    missing.name(),
                                    missing.absence().why(),
                                    missing.absence().debianPackage()));
        }
        for (var layout : Layout.values()) {
            lines.addAll(details(layout, matrix.failing(layout)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String header(
            String title, VerifierMatrix matrix, Function<VerifierMatrix.Column, String> text) {
        return line(title, matrix.columns().stream().map(text).toList());
    }

    private static String line(String title, List<String> cells) {
        var line = new StringBuilder(pad(title, LAYOUT_WIDTH));
        cells.forEach(cell -> line.append(pad(cell, CELL_WIDTH)));
        return line.toString().stripTrailing();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static List<String> details(Layout layout, List<VerifierMatrix.Cell> failing) {
        var lines = new ArrayList<String>();
        if (!failing.isEmpty()) {
            lines.add("");
            lines.add(layout.text());
        }
        for (var cell : failing) {
            lines.add("  %s: %s".formatted(cell.column().name(), cell.verdict().text()));
            lines.addAll(details(cell.trials()));
        }
        return lines;
    }

    /** What went wrong, said once where the order of the CRLs does not matter. */
    private static List<String> details(List<Trial> trials) {
        Map<String, List<Side>> orders = new LinkedHashMap<>();
        for (var trial : trials) {
            if (trial.verdict() != Verdict.OK) {
                orders.computeIfAbsent(words(trial), _ -> new ArrayList<>()).add(trial.crlsFirst());
            }
        }
        return orders.entrySet().stream()
                .map(entry -> "    " + entry.getKey().formatted(order(entry.getValue())))
                .toList();
    }

    /** With a place for the order. */
    private static String words(Trial trial) {
        var answer = trial.answer();
        var certificate =
                "%s certificate of the %s generation"
                        .formatted(trial.revoked() ? "revoked" : "good", trial.issuedBy().text());
        var judgement =
                switch (answer.judgement()) {
                    case ACCEPTED -> "accepted";
                    case REVOKED -> "rejected as revoked";
                    case REFUSED -> "refused";
                };
        var reason = answer.reason().strip().replaceAll("\\s*\\n\\s*", "; ");
        var words = reason.isEmpty() ? judgement : judgement + ": " + reason;
        return certificate.replace("%", "%%") + "%s " + words.replace("%", "%%");
    }

    private static String order(List<Side> first) {
        return first.size() == Side.values().length
                ? ""
                : ", CRL of the %s generation first,".formatted(first.getFirst().text());
    }
}
