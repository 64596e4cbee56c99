package org.lineageca.ca.store;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.lineageca.ca.lifecycle.PopulationLedger;
import org.lineageca.ca.population.Counts;
import org.lineageca.ca.population.Population;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/**
 * Counts in PostgreSQL: sums by the hour of expiry that triggers and {@code fold_population} keep
 * (migration V0028), and the certificates that expire in the running hour one by one.
 */
public final class JooqPopulationLedger implements PopulationLedger {

    private static final String CAS =
            """
            SELECT g.generation_id, g.spki_sha256, coalesce(l.role, '') AS role, a.subject, g.state,
                to_regclass('certificate_g' || g.generation_id) IS NOT NULL AS has_records
            FROM generation g JOIN authority a USING (authority_id) LEFT JOIN lineage l USING (lineage_id)
            """;

    /** One statement: sums and single certificates are seen in one snapshot. */
    private static final String COUNTS =
            """
            WITH summed AS (
                SELECT generation_id, profile, key_type, expires, issued, revoked, held FROM population
                UNION ALL
                SELECT generation_id, profile, key_type, expires, issued, revoked, held FROM population_change
            ), this_hour AS (
                SELECT g.generation_id, c.profile, c.key_type, c.not_after, c.serial
                FROM generation g CROSS JOIN LATERAL (
                    SELECT profile, key_type, not_after, serial FROM certificate
                    WHERE generation_id = g.generation_id AND profile <> 'ocsp-signer'
                        AND not_after >= {0} AND not_after < {1}
                    UNION ALL
                    SELECT profile, key_type, not_after, serial FROM certificate
                    WHERE generation_id = g.generation_id AND profile = 'ocsp-signer'
                        AND not_after >= {0} AND not_after < {1}
                    OFFSET 0) c
            ), counted AS (
                SELECT generation_id, profile, key_type, date_trunc('month', expires, 'UTC') AS month,
                    issued, revoked, held,
                    CASE WHEN expires >= {1} THEN issued ELSE 0 END AS unexpired,
                    CASE WHEN expires >= {1} THEN revoked ELSE 0 END AS unexpired_revoked
                FROM summed
                UNION ALL
                SELECT generation_id, profile, key_type, date_trunc('month', not_after, 'UTC'), 0, 0, 0, 1,
                    CASE WHEN EXISTS (SELECT FROM revocation r WHERE r.generation_id = this_hour.generation_id
                        AND r.serial = this_hour.serial AND r.reason <> 8) THEN 1 ELSE 0 END
                FROM this_hour
            )
            SELECT generation_id, profile, key_type, month, sum(issued)::bigint AS issued, sum(revoked)::bigint AS revoked,
                sum(held)::bigint AS held, sum(unexpired)::bigint AS unexpired,
                sum(unexpired_revoked)::bigint AS unexpired_revoked
            FROM counted GROUP BY 1, 2, 3, 4
            """;

    /** What is counted together. */
    private record Kind(int generation, String profile, String keyType) {}

    private final DSLContext database;

    public JooqPopulationLedger(DSLContext database) {
        this.database = database;
    }

    @Override
    public Population count(Instant now) {
        var hour = now.truncatedTo(ChronoUnit.HOURS);
        var counts =
                counts(
                        database.fetch(
                                COUNTS, DSL.val(now), DSL.val(hour.plus(Duration.ofHours(1)))));
        // After the counts: every generation that was counted is there.
        var cas = cas();
        var rows = new ArrayList<Population.Row>();
        counts.forEach((kind, count) ->
                rows.add(
                        new Population.Row(
                                Objects.requireNonNull(cas.get(kind.generation())),
                                kind.profile(),
                                kind.keyType(),
                                count)));
        return new Population(now, rows);
    }

    private static Map<Kind, Counts> counts(Result<Record> found) {
        var counts = new HashMap<Kind, Counts>();
        for (var row : found) {
            counts.merge(
                    new Kind(
                            row.get("generation_id", Integer.class),
                            row.get("profile", String.class),
                            row.get("key_type", String.class)),
                    month(row),
                    Counts::plus);
        }
        return counts;
    }

    private static Counts month(Record row) {
        var unexpired = row.get("unexpired", Long.class);
        var expiring = new TreeMap<YearMonth, Long>();
        if (unexpired > 0) {
            expiring.put(
                    YearMonth.from(row.get("month", Instant.class).atOffset(ZoneOffset.UTC)),
                    unexpired);
        }
        return new Counts(
                row.get("issued", Long.class),
                unexpired,
                row.get("revoked", Long.class),
                row.get("held", Long.class),
                unexpired - row.get("unexpired_revoked", Long.class),
                expiring);
    }

    private Map<Integer, Population.Ca> cas() {
        return database.fetch(CAS)
                .intoMap(
                        row -> row.get("generation_id", Integer.class),
                        row ->
                                new Population.Ca(
                                        new GenerationId(
                                                Octets.of(row.get("spki_sha256", byte[].class))),
                                        row.get("role", String.class),
                                        new DistinguishedName(
                                                        Octets.of(row.get("subject", byte[].class)))
                                                .commonName(),
                                        row.get("state", String.class),
                                        row.get("has_records", Boolean.class)));
    }

    @Override
    public long fold(Instant now) {
        return database.fetchSingle("SELECT fold_population({0})", DSL.val(now)).get(0, Long.class);
    }
}
