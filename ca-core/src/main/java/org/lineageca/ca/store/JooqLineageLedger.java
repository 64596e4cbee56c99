package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.GENERATION;
import static org.lineageca.db.Tables.LINEAGE;
import static org.lineageca.db.Tables.OCSP_SIGNER;
import static org.lineageca.db.Tables.REVOCATION;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.forecast.CrlBudget;
import org.lineageca.ca.forecast.PublishedCrl;
import org.lineageca.ca.forecast.RevocationHistory;
import org.lineageca.ca.lifecycle.LineageLedger;
import org.lineageca.ca.x509.GenerationId;

/** Lineages in PostgreSQL, which also does the counting: a generation may have ten million rows. */
public final class JooqLineageLedger implements LineageLedger {

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqLineageLedger(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public List<Settings> lineages() {
        return database.selectFrom(LINEAGE)
                .orderBy(LINEAGE.LINEAGE_ID)
                .fetch(row ->
                        new Settings(
                                row.getRole(),
                                row.getNamingRule(),
                                new CrlBudget(row.getCrlBudgetEntries(), row.getCrlBudgetBytes())));
    }

    @Override
    public boolean setBudget(String role, CrlBudget budget, Instant at, Actor actor) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var updated =
                    transaction
                            .update(LINEAGE)
                            .set(LINEAGE.CRL_BUDGET_ENTRIES, budget.entries())
                            .set(LINEAGE.CRL_BUDGET_BYTES, budget.bytes())
                            .where(LINEAGE.ROLE.eq(role))
                            .execute();
            if (updated == 1) {
                AuditInsert.insert(transaction, at, actor, new AuditEvent.BudgetSet(role, budget));
            }
            return updated == 1;
        });
    }

    @Override
    public RevocationHistory history(
            String role, GenerationId enabled, String place, LocalDate window, Instant now) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var generations =
                    transaction
                            .select(GENERATION.GENERATION_ID)
                            .from(GENERATION)
                            .join(LINEAGE)
                            .on(LINEAGE.LINEAGE_ID.eq(GENERATION.LINEAGE_ID))
                            .where(LINEAGE.ROLE.eq(role))
                            .fetch(GENERATION.GENERATION_ID);
            var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            var first = firstIssue(transaction, generations, today);
            var since = first.isAfter(window) ? first : window;
            var from = since.atStartOfDay().toInstant(ZoneOffset.UTC);
            var generation = keys.key(enabled);
            return new RevocationHistory(
                    today,
                    since,
                    days(transaction, generations, generation, from),
                    residualLife(transaction, generations, from),
                    entries(transaction, generation, place),
                    crls(transaction, generation, place, from));
        });
    }

    @Override
    public long certificatesOut(GenerationId generation, Instant now) {
        return database.transactionResult(
                configuration -> certificatesOut(configuration.dsl(), keys.key(generation), now));
    }

    @Override
    public List<PublishedCrl> published(GenerationId generation, String place, LocalDate from) {
        return crls(
                database,
                keys.key(generation),
                place,
                from.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    /** One look into an index for each generation. */
    private static LocalDate firstIssue(
            DSLContext transaction, List<Integer> generations, LocalDate otherwise) {
        return generations.stream()
                .map(generation ->
                        transaction
                                .select(CERTIFICATE.INTENDED_AT)
                                .from(CERTIFICATE)
                                .where(CERTIFICATE.GENERATION_ID.eq(generation))
                                .orderBy(CERTIFICATE.INTENDED_AT)
                                .limit(1)
                                .fetchOne(CERTIFICATE.INTENDED_AT))
                .filter(java.util.Objects::nonNull)
                .map(first -> LocalDate.ofInstant(first, ZoneOffset.UTC))
                .min(LocalDate::compareTo)
                .orElse(otherwise);
    }

    private static List<RevocationHistory.Day> days(
            DSLContext transaction, List<Integer> generations, int enabled, Instant from) {
        var day = day(REVOCATION.REVOKED_AT);
        return transaction
                .select(
                        day,
                        DSL.count().cast(Long.class),
                        DSL.count()
                                .filterWhere(REVOCATION.GENERATION_ID.eq(enabled))
                                .cast(Long.class))
                .from(REVOCATION)
                .where(REVOCATION.GENERATION_ID.in(generations))
                .and(REVOCATION.REVOKED_AT.ge(from))
                .and(RevokedRows.inForce())
                .groupBy(day)
                .orderBy(day)
                .fetch(row -> new RevocationHistory.Day(row.value1(), row.value2(), row.value3()));
    }

    private static NavigableMap<Integer, Long> residualLife(
            DSLContext transaction, List<Integer> generations, Instant from) {
        var days =
                DSL.field(
                                "greatest(0, {0} - {1})",
                                Integer.class,
                                day(REVOCATION.NOT_AFTER),
                                day(REVOCATION.REVOKED_AT))
                        .as("days");
        var counts = new TreeMap<Integer, Long>();
        transaction
                .select(days, DSL.count().cast(Long.class))
                .from(REVOCATION)
                .where(REVOCATION.GENERATION_ID.in(generations))
                .and(REVOCATION.REVOKED_AT.ge(from))
                .and(RevokedRows.inForce())
                .groupBy(DSL.field(DSL.name("days")))
                .forEach(row -> counts.put(row.value1(), row.value2()));
        return counts;
    }

    private static NavigableMap<LocalDate, Long> entries(
            DSLContext transaction, int generation, String place) {
        var spokenFor =
                place.equals(CrlScope.COMPLETE)
                        ? DSL.noCondition()
                        : REVOCATION.CRL_SCOPE.eq(place);
        var day = day(REVOCATION.NOT_AFTER).as("day");
        var counts = new TreeMap<LocalDate, Long>();
        transaction
                .select(day, DSL.count().cast(Long.class))
                .from(REVOCATION)
                .where(REVOCATION.GENERATION_ID.eq(generation))
                .and(spokenFor)
                .and(RevokedRows.inForce())
                .groupBy(DSL.field(DSL.name("day")))
                .forEach(row -> counts.put(row.value1(), row.value2()));
        return counts;
    }

    private static List<PublishedCrl> crls(
            DSLContext transaction, int generation, String place, Instant from) {
        var day = day(CRL.THIS_UPDATE).as("day");
        return transaction
                .select(day, CRL.ENTRIES, CRL.OCTETS)
                .distinctOn(DSL.field(DSL.name("day")))
                .from(CRL)
                .where(CRL.GENERATION_ID.eq(generation))
                .and(CRL.SCOPE.eq(place))
                .and(CRL.RECORDED_AT.isNotNull())
                .and(CRL.THIS_UPDATE.ge(from))
                .orderBy(DSL.field(DSL.name("day")), CRL.NUMBER.desc())
                .fetch(row -> new PublishedCrl(row.value1(), row.value2(), row.value3()));
    }

    private static long certificatesOut(DSLContext transaction, int generation, Instant now) {
        var unexpired =
                transaction.fetchCount(
                        CERTIFICATE,
                        CERTIFICATE
                                .GENERATION_ID
                                .eq(generation)
                                .and(JooqGenerationChronicle.answeredFor())
                                .and(CERTIFICATE.NOT_AFTER.ge(now)));
        var delegates =
                DSL.select(OCSP_SIGNER.SERIAL)
                        .from(OCSP_SIGNER)
                        .where(OCSP_SIGNER.GENERATION_ID.eq(generation));
        var revoked =
                transaction.fetchCount(
                        REVOCATION,
                        REVOCATION
                                .GENERATION_ID
                                .eq(generation)
                                .and(REVOCATION.NOT_AFTER.ge(now))
                                .and(RevokedRows.inForce())
                                .and(REVOCATION.SERIAL.notIn(delegates)));
        return Math.max(0L, (long) unexpired - revoked);
    }

    /** The date in UTC, whatever the session's zone. */
    private static Field<LocalDate> day(Field<Instant> instant) {
        return DSL.field("({0} AT TIME ZONE 'UTC')::date", LocalDate.class, instant);
    }
}
