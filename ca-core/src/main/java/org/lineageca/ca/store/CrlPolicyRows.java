package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CRL_SCOPE;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.db.tables.records.CrlScopeRecord;

/** The scopes of one generation: their rows are its CRL policy. */
final class CrlPolicyRows {

    private final DSLContext database;
    private final int generation;
    private final String completeUri;
    private final Map<String, CrlScopeRecord> rows;

    private CrlPolicyRows(
            DSLContext database,
            int generation,
            String completeUri,
            Map<String, CrlScopeRecord> rows) {
        this.database = database;
        this.generation = generation;
        this.completeUri = completeUri;
        this.rows = rows;
    }

    /** Of a generation that is there. */
    static CrlPolicyRows of(DSLContext database, int generation) {
        var rows =
                database.selectFrom(CRL_SCOPE)
                        .where(CRL_SCOPE.GENERATION_ID.eq(generation))
                        .fetchMap(CRL_SCOPE.SCOPE);
        var complete = Objects.requireNonNull(rows.get(CrlScope.COMPLETE));
        return new CrlPolicyRows(database, generation, complete.getDistributionPoint(), rows);
    }

    /** Of a generation that comes to be. */
    static CrlPolicyRows of(DSLContext database, int generation, String completeUri) {
        return new CrlPolicyRows(database, generation, completeUri, Map.of());
    }

    CrlPolicy policy() {
        var complete = Objects.requireNonNull(rows.get(CrlScope.COMPLETE));
        var deltas = rows.get(CrlScope.COMPLETE + CrlScope.DELTA);
        var cas = rows.get(CrlScope.CA_CERTIFICATES);
        var shards =
                rows.values().stream()
                        .filter(row -> row.getScope().startsWith(CrlScope.SHARD))
                        .filter(CrlScopeRecord::getInNewCertificates)
                        .count();
        return new CrlPolicy(
                CrlStandings.schedule(complete),
                deltas == null ? null : CrlStandings.schedule(deltas),
                (int) shards,
                cas != null && cas.getInNewCertificates(),
                complete.getKeepsExpiredSince());
    }

    /** Scopes the policy needs come to be; none goes. */
    void put(CrlPolicy policy) {
        for (var scope : scopes(policy)) {
            put(row(scope), policy.schedule(), policy, isNamed(scope, policy));
            var deltas = policy.deltas();
            if (deltas != null) {
                put(delta(scope), deltas, policy, false);
            }
        }
    }

    private Set<String> scopes(CrlPolicy policy) {
        var scopes =
                rows.keySet().stream()
                        .filter(scope -> !scope.endsWith(CrlScope.DELTA))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        scopes.add(CrlScope.COMPLETE);
        if (policy.apartCas()) {
            scopes.add(CrlScope.CA_CERTIFICATES);
        }
        IntStream.range(0, policy.shards())
                .mapToObj(index -> CrlScope.SHARD + index)
                .forEach(scopes::add);
        return scopes;
    }

    private static boolean isNamed(String scope, CrlPolicy policy) {
        return switch (CrlScope.of(scope, "")) {
            case CrlScope.Complete _ -> false;
            case CrlScope.CaCertificates _ -> policy.apartCas();
            case CrlScope.Shard(var index, var _) -> index < policy.shards();
        };
    }

    private CrlScopeRecord delta(String scope) {
        var row = row(scope + CrlScope.DELTA);
        if (row.getDeltaOf() == null) {
            // Once only: the core may not write it into a row that is there.
            row.setDeltaOf(scope);
        }
        return row;
    }

    private CrlScopeRecord row(String place) {
        var existing = rows.get(place);
        if (existing != null) {
            return existing;
        }
        var row = new CrlScopeRecord();
        row.setGenerationId(generation);
        row.setScope(place);
        row.setDistributionPoint(
                place.equals(CrlScope.COMPLETE)
                        ? completeUri
                        : completeUri.substring(0, completeUri.lastIndexOf('/') + 1)
                                + place
                                + ".crl");
        return row;
    }

    private void put(CrlScopeRecord row, CrlSchedule schedule, CrlPolicy policy, boolean isNamed) {
        var coalesce = schedule.coalesce();
        row.setPeriodSeconds(schedule.period().toSeconds());
        row.setLifetimeSeconds(schedule.lifetime().toSeconds());
        row.setCoalesceSeconds(coalesce == null ? null : coalesce.toSeconds());
        row.setKeepsExpiredSince(policy.keepsExpiredSince());
        row.setInNewCertificates(isNamed);
        row.attach(database.configuration());
        row.store();
    }
}
