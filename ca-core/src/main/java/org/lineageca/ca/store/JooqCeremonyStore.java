package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CEREMONY;
import static org.lineageca.db.Tables.CEREMONY_APPROVAL;
import static org.lineageca.db.Tables.CEREMONY_ENTRY;
import static org.lineageca.db.Tables.CEREMONY_RUN;
import static org.lineageca.db.Tables.CEREMONY_SHARE;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.ceremony.Approval;
import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.ca.ceremony.CeremonyPlan;
import org.lineageca.ca.ceremony.CeremonyRole;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.TranscriptEntry;
import org.lineageca.ca.ceremony.conduct.CeremonyStore;
import org.lineageca.db.tables.records.CeremonyRecord;
import org.lineageca.db.tables.records.CeremonyRunRecord;
import org.lineageca.octets.Octets;

/** Ceremonies in PostgreSQL. */
public final class JooqCeremonyStore implements CeremonyStore {

    private final DSLContext database;

    public JooqCeremonyStore(DSLContext database) {
        this.database = database;
    }

    @Override
    public List<Ceremony> all() {
        return database.selectFrom(CEREMONY)
                .orderBy(CEREMONY.CEREMONY_ID.desc())
                .fetch(this::ceremony);
    }

    @Override
    public Optional<Ceremony> find(long id) {
        return database.selectFrom(CEREMONY)
                .where(CEREMONY.CEREMONY_ID.eq(key(id)))
                .fetchOptional(this::ceremony);
    }

    private Ceremony ceremony(CeremonyRecord row) {
        var approvals =
                database.selectFrom(CEREMONY_APPROVAL)
                        .where(CEREMONY_APPROVAL.CEREMONY_ID.eq(row.getCeremonyId()))
                        .orderBy(CEREMONY_APPROVAL.APPROVED_AT, CEREMONY_APPROVAL.PERSON)
                        .fetch(each ->
                                new Approval(
                                        each.getPerson(),
                                        CeremonyRole.valueOf(each.getRole()),
                                        Octets.of(each.getPlanSha256()),
                                        each.getApprovedAt()));
        var runs =
                database.selectFrom(CEREMONY_RUN)
                        .where(CEREMONY_RUN.CEREMONY_ID.eq(row.getCeremonyId()))
                        .orderBy(CEREMONY_RUN.RUN_ID)
                        .fetch(JooqCeremonyStore::run);
        return new Ceremony(
                row.getCeremonyId(),
                CeremonyPlan.read(row.getScript(), row.getRecord()),
                row.getDraftedBy(),
                row.getDraftedAt(),
                approvals,
                runs);
    }

    private static Ceremony.Run run(CeremonyRunRecord row) {
        var signature = row.getSignature();
        var exchangeKey = row.getExchangeKey();
        return new Ceremony.Run(
                row.getRunId(),
                RunKind.valueOf(row.getKind()),
                row.getOpenedAt(),
                row.getEndedAt(),
                signature == null ? null : Octets.of(signature),
                exchangeKey == null ? null : Octets.of(exchangeKey));
    }

    @Override
    public long draft(CeremonyPlan plan, Instant at, Actor actor) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var id =
                    transaction
                            .insertInto(CEREMONY)
                            .set(CEREMONY.TITLE, plan.script().title())
                            .set(CEREMONY.SCRIPT, plan.script().text())
                            .set(CEREMONY.RECORD, plan.record().text())
                            .set(CEREMONY.PLAN_SHA256, plan.digest().toArray())
                            .set(CEREMONY.DRAFTED_BY, actor.name())
                            .set(CEREMONY.DRAFTED_AT, at)
                            .returning(CEREMONY.CEREMONY_ID)
                            .fetchSingle()
                            .getCeremonyId();
            moved(transaction, id, "drafted", plan.digest(), at, actor);
            return (long) id;
        });
    }

    @Override
    public boolean revise(long id, Octets from, CeremonyPlan plan, Instant at, Actor actor) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var updated =
                    transaction
                            .update(CEREMONY)
                            .set(CEREMONY.TITLE, plan.script().title())
                            .set(CEREMONY.SCRIPT, plan.script().text())
                            .set(CEREMONY.RECORD, plan.record().text())
                            .set(CEREMONY.PLAN_SHA256, plan.digest().toArray())
                            .set(CEREMONY.DRAFTED_BY, actor.name())
                            .set(CEREMONY.DRAFTED_AT, at)
                            .where(CEREMONY.CEREMONY_ID.eq(key(id)))
                            .and(CEREMONY.PLAN_SHA256.eq(from.toArray()))
                            .andNotExists(
                                    DSL.selectOne()
                                            .from(CEREMONY_RUN)
                                            .where(CEREMONY_RUN.CEREMONY_ID.eq(key(id)))
                                            .and(CEREMONY_RUN.KIND.eq(RunKind.REAL.name())))
                            .execute();
            if (updated == 1) {
                moved(transaction, id, "edited", plan.digest(), at, actor);
            }
            return updated == 1;
        });
    }

    @Override
    public void approve(long id, Approval approval, Actor actor) {
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            var inserted =
                    transaction
                            .insertInto(CEREMONY_APPROVAL)
                            .set(CEREMONY_APPROVAL.CEREMONY_ID, key(id))
                            .set(CEREMONY_APPROVAL.PLAN_SHA256, approval.planDigest().toArray())
                            .set(CEREMONY_APPROVAL.PERSON, approval.approver())
                            .set(CEREMONY_APPROVAL.ROLE, approval.role().name())
                            .set(CEREMONY_APPROVAL.APPROVED_AT, approval.at())
                            .onConflictDoNothing()
                            .execute();
            if (inserted == 1) {
                moved(transaction, id, "approved", approval.planDigest(), approval.at(), actor);
            }
        });
    }

    @Override
    public Optional<Long> open(
            Ceremony ceremony, RunKind kind, TranscriptEntry first, Instant at, Actor actor) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var opened =
                    transaction
                            .insertInto(CEREMONY_RUN)
                            .set(CEREMONY_RUN.CEREMONY_ID, key(ceremony.id()))
                            .set(CEREMONY_RUN.KIND, kind.name())
                            .set(CEREMONY_RUN.SCRIPT, ceremony.plan().script().text())
                            .set(CEREMONY_RUN.RECORD, ceremony.plan().record().text())
                            .set(CEREMONY_RUN.OPENED_AT, at)
                            .onConflictDoNothing()
                            .returning(CEREMONY_RUN.RUN_ID)
                            .fetchOptional();
            opened.ifPresent(row -> {
                insert(transaction, row.getRunId(), first, actor);
                moved(
                        transaction,
                        ceremony.id(),
                        "begun as " + kind,
                        ceremony.plan().digest(),
                        at,
                        actor);
            });
            return opened.map(row -> (long) row.getRunId());
        });
    }

    @Override
    public Optional<RunOnFile> run(long id) {
        return database.selectFrom(CEREMONY_RUN)
                .where(CEREMONY_RUN.RUN_ID.eq(key(id)))
                .fetchOptional(row ->
                        new RunOnFile(
                                run(row),
                                row.getCeremonyId(),
                                CeremonyPlan.read(row.getScript(), row.getRecord()),
                                entries(id, 1)));
    }

    @Override
    public Optional<OpenedRun> opened(long id) {
        return database.selectFrom(CEREMONY_RUN)
                .where(CEREMONY_RUN.RUN_ID.eq(key(id)))
                .fetchOptional(row -> new OpenedRun(run(row), row.getCeremonyId()));
    }

    @Override
    public List<TranscriptEntry> entries(long run, long from) {
        return database.select(CEREMONY_ENTRY.LINE)
                .from(CEREMONY_ENTRY)
                .where(CEREMONY_ENTRY.RUN_ID.eq(key(run)))
                .and(CEREMONY_ENTRY.SEQUENCE.ge(from))
                .orderBy(CEREMONY_ENTRY.SEQUENCE)
                .fetch(row -> TranscriptEntry.read(row.value1()));
    }

    @Override
    public List<Long> unsettled() {
        return runs(
                CEREMONY_RUN
                        .ENDED_AT
                        .isNull()
                        .or(
                                CEREMONY_RUN
                                        .SETTLED_AT
                                        .isNull()
                                        .and(CEREMONY_RUN.KIND.eq(RunKind.REAL.name()))));
    }

    @Override
    public List<Long> aborted() {
        return runs(
                CEREMONY_RUN
                        .ENDED_AT
                        .isNotNull()
                        .and(CEREMONY_RUN.SIGNATURE.isNull())
                        .and(CEREMONY_RUN.KIND.eq(RunKind.REAL.name())));
    }

    private List<Long> runs(Condition condition) {
        return database.select(CEREMONY_RUN.RUN_ID)
                .from(CEREMONY_RUN)
                .where(condition)
                .orderBy(CEREMONY_RUN.RUN_ID)
                .fetch(row -> (long) row.value1());
    }

    @Override
    public boolean append(long run, TranscriptEntry entry, Actor actor) {
        return database.transactionResult(
                configuration -> insert(configuration.dsl(), key(run), entry, actor));
    }

    private static boolean insert(
            DSLContext transaction, int run, TranscriptEntry entry, Actor actor) {
        var inserted =
                transaction
                        .insertInto(CEREMONY_ENTRY)
                        .set(CEREMONY_ENTRY.RUN_ID, run)
                        .set(CEREMONY_ENTRY.SEQUENCE, entry.sequence())
                        .set(CEREMONY_ENTRY.LINE, entry.line())
                        .onConflictDoNothing()
                        .execute();
        if (inserted == 1) {
            AuditInsert.insert(
                    transaction,
                    entry.at(),
                    actor,
                    new AuditEvent.CeremonyEntryAdded(run, entry.sequence(), entry.sha256()));
        }
        return inserted == 1;
    }

    @Override
    public boolean close(
            long run,
            TranscriptEntry entry,
            Octets signature,
            Octets exchangeKey,
            Instant at,
            Actor actor) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var isFirst = insert(transaction, key(run), entry, actor);
            if (isFirst) {
                transaction
                        .update(CEREMONY_RUN)
                        .set(CEREMONY_RUN.ENDED_AT, at)
                        .set(CEREMONY_RUN.SIGNATURE, signature.toArray())
                        .set(CEREMONY_RUN.EXCHANGE_KEY, exchangeKey.toArray())
                        .where(CEREMONY_RUN.RUN_ID.eq(key(run)))
                        .execute();
            }
            return isFirst;
        });
    }

    @Override
    public boolean abort(long run, TranscriptEntry entry, Instant at, Actor actor) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var isFirst = insert(transaction, key(run), entry, actor);
            if (isFirst) {
                transaction
                        .update(CEREMONY_RUN)
                        .set(CEREMONY_RUN.ENDED_AT, at)
                        .where(CEREMONY_RUN.RUN_ID.eq(key(run)))
                        .execute();
            }
            return isFirst;
        });
    }

    @Override
    public boolean split(long run, TranscriptEntry entry, List<Envelope> envelopes, Actor actor) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var isFirst = insert(transaction, key(run), entry, actor);
            if (isFirst) {
                for (var envelope : envelopes) {
                    transaction
                            .insertInto(CEREMONY_SHARE)
                            .set(CEREMONY_SHARE.RUN_ID, key(run))
                            .set(CEREMONY_SHARE.SHARE_SET, envelope.set())
                            .set(CEREMONY_SHARE.INDEX, envelope.index())
                            .set(CEREMONY_SHARE.CUSTODIAN, envelope.custodian())
                            .set(CEREMONY_SHARE.ENVELOPE, envelope.der().toArray())
                            .execute();
                }
            }
            return isFirst;
        });
    }

    @Override
    public Optional<Octets> envelope(long run, String set, int index) {
        return database.select(CEREMONY_SHARE.ENVELOPE)
                .from(CEREMONY_SHARE)
                .where(CEREMONY_SHARE.RUN_ID.eq(key(run)))
                .and(CEREMONY_SHARE.SHARE_SET.eq(set))
                .and(CEREMONY_SHARE.INDEX.eq(index))
                .fetchOptional(row -> Octets.of(row.value1()));
    }

    @Override
    public void settled(long run, Instant at) {
        database.update(CEREMONY_RUN)
                .set(CEREMONY_RUN.SETTLED_AT, at)
                .where(CEREMONY_RUN.RUN_ID.eq(key(run)))
                .execute();
    }

    private static void moved(
            DSLContext transaction, long id, String what, Octets digest, Instant at, Actor actor) {
        AuditInsert.insert(
                transaction,
                at,
                actor,
                new AuditEvent.CeremonyMoved(String.valueOf(id), what, digest));
    }

    private static int key(long id) {
        return Math.toIntExact(id);
    }
}
