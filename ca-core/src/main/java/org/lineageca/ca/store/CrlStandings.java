package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.CRL_SCOPE;
import static org.lineageca.db.Tables.REVOCATION;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.lifecycle.CrlLedger.Signed;
import org.lineageca.ca.lifecycle.CrlLedger.Standing;

/** Where each scope stands: its newest signed CRL, and what that does not tell. */
final class CrlStandings {

    private static final org.lineageca.db.tables.Crl LATEST = CRL.as("latest");

    private final DSLContext database;
    private final GenerationKeys keys;

    CrlStandings(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    List<Standing> all() {
        var newest =
                DSL.lateral(
                                DSL.select(
                                                CRL.NUMBER,
                                                CRL.THIS_UPDATE,
                                                CRL.NEXT_UPDATE,
                                                CRL.ENTRIES,
                                                CRL.OCTETS,
                                                CRL.CHANGE_MARK)
                                        .from(CRL)
                                        .where(
                                                CRL.GENERATION_ID
                                                        .eq(CRL_SCOPE.GENERATION_ID)
                                                        .and(CRL.SCOPE.eq(CRL_SCOPE.SCOPE))
                                                        .and(CRL.RECORDED_AT.isNotNull()))
                                        .orderBy(CRL.NUMBER.desc())
                                        .limit(1))
                        .as(LATEST.getName());
        var untoldSince = untoldSince();
        return database.select(
                        CRL_SCOPE.asterisk(),
                        LATEST.NUMBER,
                        LATEST.THIS_UPDATE,
                        LATEST.NEXT_UPDATE,
                        LATEST.ENTRIES,
                        LATEST.OCTETS,
                        untoldSince)
                .from(CRL_SCOPE)
                .leftJoin(newest)
                .on(DSL.trueCondition())
                .orderBy(CRL_SCOPE.GENERATION_ID, CRL_SCOPE.SCOPE)
                .fetch(row -> standing(row, untoldSince));
    }

    /** Whether its newest signed CRL was read from every revocation in force. */
    boolean tellsAll(int generation, String scope) {
        var told =
                DSL.field(
                        DSL.select(CRL.CHANGE_MARK)
                                .from(CRL)
                                .where(CRL.GENERATION_ID.eq(generation))
                                .and(CRL.SCOPE.eq(scope))
                                .and(CRL.RECORDED_AT.isNotNull())
                                .orderBy(CRL.NUMBER.desc())
                                .limit(1));
        return !database.fetchExists(
                REVOCATION,
                REVOCATION
                        .GENERATION_ID
                        .eq(generation)
                        .and(isTold(DSL.val(scope)))
                        .and(RevokedRows.inForce())
                        .and(REVOCATION.CHANGE.gt(DSL.coalesce(told, DSL.inline(0L)))));
    }

    /** Looked up only where CRLs follow revocations, by the index on changes. */
    private static Field<Instant> untoldSince() {
        var scope = DSL.coalesce(CRL_SCOPE.DELTA_OF, CRL_SCOPE.SCOPE);
        return DSL.case_()
                .when(
                        CRL_SCOPE.COALESCE_SECONDS.isNotNull(),
                        DSL.field(
                                DSL.select(DSL.min(REVOCATION.REVOKED_AT))
                                        .from(REVOCATION)
                                        .where(REVOCATION.GENERATION_ID.eq(CRL_SCOPE.GENERATION_ID))
                                        .and(REVOCATION.CHANGE.gt(LATEST.CHANGE_MARK))
                                        .and(isTold(scope))))
                .as("untold_since");
    }

    /** Whether the CRLs of a scope tell a revocation. */
    private static Condition isTold(Field<String> scope) {
        return scope.eq(CrlScope.COMPLETE).or(REVOCATION.CRL_SCOPE.eq(scope));
    }

    private Standing standing(Record row, Field<Instant> untoldSince) {
        var number = row.get(LATEST.NUMBER);
        return new Standing(
                keys.name(row.get(CRL_SCOPE.GENERATION_ID)),
                row.get(CRL_SCOPE.SCOPE),
                row.get(CRL_SCOPE.DISTRIBUTION_POINT),
                schedule(row),
                number == null
                        ? null
                        : new Signed(
                                number,
                                row.get(LATEST.THIS_UPDATE),
                                row.get(LATEST.NEXT_UPDATE),
                                row.get(LATEST.ENTRIES),
                                row.get(LATEST.OCTETS)),
                row.get(untoldSince));
    }

    static CrlSchedule schedule(Record row) {
        var coalesce = row.get(CRL_SCOPE.COALESCE_SECONDS);
        return new CrlSchedule(
                Duration.ofSeconds(row.get(CRL_SCOPE.PERIOD_SECONDS)),
                Duration.ofSeconds(row.get(CRL_SCOPE.LIFETIME_SECONDS)),
                coalesce == null ? null : Duration.ofSeconds(coalesce));
    }
}
