package org.lineageca.ca.population;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.lineageca.ca.x509.GenerationId;

/**
 * All certificates, counted.
 *
 * @param asOf the moment for which the numbers are exact: what was committed by then, and what had
 *     not expired
 * @param rows one for each combination that occurs, by lineage, CA, profile and key type
 */
public record Population(Instant asOf, List<Row> rows) {

    /**
     * Who issues.
     *
     * @param lineage the role; empty where the CA is in none
     * @param authority its common name, or its whole name where it has none
     * @param hasRecords whether its certificates are still on record; if they were dropped, their
     *     numbers stay
     */
    public record Ca(
            GenerationId generation,
            String lineage,
            String authority,
            String state,
            boolean hasRecords) {}

    /** The certificates of one CA, profile and key type. */
    public record Row(Ca ca, String profile, String keyType, Counts counts) {}

    /** By what certificates are summed up. */
    public enum Grouping {
        LINEAGE,
        CA,
        PROFILE,
        KEY_TYPE;

        private String name(Row row) {
            return switch (this) {
                case LINEAGE -> row.ca().lineage().isEmpty() ? "none" : row.ca().lineage();
                case CA -> row.ca().authority() + " " + row.ca().generation().label();
                case PROFILE -> row.profile();
                case KEY_TYPE -> row.keyType();
            };
        }
    }

    public Population {
        rows =
                rows.stream()
                        .sorted(
                                Comparator.comparing((Row row) -> row.ca().lineage())
                                        .thenComparing(row -> row.ca().authority())
                                        .thenComparing(row -> row.ca().generation().label())
                                        .thenComparing(Row::profile)
                                        .thenComparing(Row::keyType))
                        .toList();
    }

    public Counts total() {
        return Counts.sum(rows.stream().map(Row::counts).toList());
    }

    /** Sums by name, in the order of the rows. */
    public Map<String, Counts> by(Grouping grouping) {
        var sums = new LinkedHashMap<String, Counts>();
        for (var row : rows) {
            sums.merge(grouping.name(row), row.counts(), Counts::plus);
        }
        return sums;
    }

    /** The months in which any of them expires, ascending. */
    public NavigableSet<YearMonth> months() {
        var months = new TreeSet<YearMonth>();
        rows.forEach(row -> months.addAll(row.counts().expiring().keySet()));
        return months;
    }
}
