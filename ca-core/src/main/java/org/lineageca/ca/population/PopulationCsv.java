package org.lineageca.ca.population;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lineageca.ca.csv.Csv;

/** The report as comma-separated values (RFC 4180), with a header. */
public final class PopulationCsv {

    private static final List<String> HEADERS =
            List.of(
                    "as_of",
                    "lineage",
                    "ca",
                    "generation",
                    "state",
                    "profile",
                    "key_type",
                    "issued",
                    "unexpired",
                    "revoked",
                    "on_hold",
                    "valid");

    private PopulationCsv() {}

    /**
     * One line for each row of the report; behind the counts a column for each month in which any
     * certificate expires, such as {@code expiring_2027-01}.
     */
    public static String write(Population population) {
        var months = population.months();
        var lines = new ArrayList<List<String>>();
        var headers = new ArrayList<>(HEADERS);
        months.forEach(month -> headers.add("expiring_" + month));
        lines.add(headers);
        for (var row : population.rows()) {
            var counts = row.counts();
            var line =
                    new ArrayList<>(
                            List.of(
                                    population.asOf().toString(),
                                    row.ca().lineage(),
                                    row.ca().authority(),
                                    row.ca().generation().label(),
                                    row.ca().state(),
                                    row.profile(),
                                    row.keyType(),
                                    Long.toString(counts.issued()),
                                    Long.toString(counts.unexpired()),
                                    Long.toString(counts.revoked()),
                                    Long.toString(counts.onHold()),
                                    Long.toString(counts.valid())));
            months.forEach(
                    month -> line.add(Long.toString(counts.expiring().getOrDefault(month, 0L))));
            lines.add(line);
        }
        return lines.stream().map(Csv::line).collect(Collectors.joining("\r\n", "", "\r\n"));
    }
}
