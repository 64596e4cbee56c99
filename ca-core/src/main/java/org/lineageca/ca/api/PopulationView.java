package org.lineageca.ca.api;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lineageca.ca.population.Counts;
import org.lineageca.ca.population.Population;

/**
 * How many certificates there are.
 *
 * @param asOf the moment for which the numbers are exact
 * @param rows one for each combination of CA, profile and key type that occurs
 */
@Serdeable
record PopulationView(
        Instant asOf,
        CountsView total,
        List<SumView> lineages,
        List<SumView> cas,
        List<SumView> profiles,
        List<SumView> keyTypes,
        List<RowView> rows) {

    /**
     * Numbers of certificates.
     *
     * @param issued all that were promised
     * @param unexpired whose notAfter is not past
     * @param revoked of all, revoked or on hold
     * @param onHold of all, on hold
     * @param valid unexpired and neither revoked nor on hold
     * @param expiring the unexpired ones by the month of their notAfter in UTC, such as 2027-01
     */
    @Serdeable
    record CountsView(
            long issued,
            long unexpired,
            long revoked,
            long onHold,
            long valid,
            Map<String, Long> expiring) {

        static CountsView of(Counts counts) {
            var expiring = new LinkedHashMap<String, Long>();
            counts.expiring().forEach((month, number) -> expiring.put(month.toString(), number));
            return new CountsView(
                    counts.issued(),
                    counts.unexpired(),
                    counts.revoked(),
                    counts.onHold(),
                    counts.valid(),
                    expiring);
        }
    }

    /** The sum of all that have something in common. */
    @Serdeable
    record SumView(String name, CountsView counts) {}

    /**
     * The certificates of one CA, profile and key type.
     *
     * @param lineage empty where the CA is in none
     * @param authority its common name
     * @param generation its label
     * @param onRecord false where the certificates themselves were dropped from the database
     */
    @Serdeable
    record RowView(
            String lineage,
            String authority,
            String generation,
            String state,
            boolean onRecord,
            String profile,
            String keyType,
            CountsView counts) {

        static RowView of(Population.Row row) {
            return new RowView(
                    row.ca().lineage(),
                    row.ca().authority(),
                    row.ca().generation().label(),
                    row.ca().state(),
                    row.ca().hasRecords(),
                    row.profile(),
                    row.keyType(),
                    CountsView.of(row.counts()));
        }
    }

    static PopulationView of(Population population) {
        return new PopulationView(
                population.asOf(),
                CountsView.of(population.total()),
                sums(population, Population.Grouping.LINEAGE),
                sums(population, Population.Grouping.CA),
                sums(population, Population.Grouping.PROFILE),
                sums(population, Population.Grouping.KEY_TYPE),
                population.rows().stream().map(RowView::of).toList());
    }

    private static List<SumView> sums(Population population, Population.Grouping grouping) {
        return population.by(grouping).entrySet().stream()
                .map(sum -> new SumView(sum.getKey(), CountsView.of(sum.getValue())))
                .toList();
    }
}
