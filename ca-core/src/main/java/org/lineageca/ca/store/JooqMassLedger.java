package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.DRILL;
import static org.lineageca.db.Tables.REVOCATION;
import static org.lineageca.db.Tables.REVOCATION_BATCH;
import static org.lineageca.db.Tables.REVOCATION_BATCH_CERTIFICATE;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record5;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.lifecycle.BatchStore;
import org.lineageca.ca.mass.DrillEvidence;
import org.lineageca.ca.mass.MassLedger;
import org.lineageca.ca.mass.Outlook;
import org.lineageca.ca.mass.Result;
import org.lineageca.ca.revocation.ListedCertificate;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.octets.Octets;

/** Lists and what became of them, in PostgreSQL. */
public final class JooqMassLedger implements MassLedger {

    /** Fewer tell nothing of the rate. */
    private static final int ENOUGH = 2_000;

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqMassLedger(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public List<BatchStore.Batch> newest(int limit) {
        return database.selectFrom(REVOCATION_BATCH)
                .orderBy(REVOCATION_BATCH.BATCH_ID.desc())
                .limit(limit)
                .fetch(row -> BatchRows.batch(database, row));
    }

    @Override
    public List<Outlook.Share> shares(long batch) {
        return database.select(
                        REVOCATION_BATCH_CERTIFICATE.GENERATION_ID,
                        CERTIFICATE.PROFILE,
                        REVOCATION.REASON,
                        DSL.count().cast(Long.class))
                .from(REVOCATION_BATCH_CERTIFICATE)
                .join(CERTIFICATE)
                .using(
                        REVOCATION_BATCH_CERTIFICATE.GENERATION_ID,
                        REVOCATION_BATCH_CERTIFICATE.SERIAL)
                .leftJoin(REVOCATION)
                .on(ListedRows.isRevoked())
                .where(ListedRows.of(batch))
                .groupBy(
                        REVOCATION_BATCH_CERTIFICATE.GENERATION_ID,
                        CERTIFICATE.PROFILE,
                        REVOCATION.REASON)
                .fetch(row ->
                        new Outlook.Share(
                                keys.name(row.value1()),
                                row.value2(),
                                reason(row.value3()),
                                row.value4()));
    }

    private static @Nullable RevocationReason reason(@Nullable Short code) {
        return code == null ? null : RevocationReason.ofCode(code);
    }

    @Override
    public Outlook.Pace pace() {
        return MeasuredPace.of(
                database,
                REVOCATION_BATCH,
                REVOCATION_BATCH.DONE,
                REVOCATION_BATCH.WORKED_SECONDS,
                REVOCATION_BATCH.DONE.ge(ENOUGH).and(REVOCATION_BATCH.IS_DRILL.isFalse()),
                REVOCATION_BATCH.BATCH_ID.desc(),
                Outlook.Pace.ASSUMED);
    }

    @Override
    public void pause(long batch, Instant at, Actor actor) {
        halt(batch, actor.name(), at, actor);
    }

    @Override
    public void resume(long batch, Instant at, Actor actor) {
        halt(batch, null, at, actor);
    }

    private void halt(long batch, @Nullable String by, Instant at, Actor actor) {
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            var row = BatchRows.locked(transaction, batch);
            if (Halt.set(row, REVOCATION_BATCH.PAUSED_BY, REVOCATION_BATCH.PAUSED_AT, by, at)) {
                AuditInsert.insert(
                        transaction, at, actor, new AuditEvent.ListHalted(batch, by != null));
            }
        });
    }

    @Override
    public List<Result> results(
            BatchStore.Batch batch, @Nullable ListedCertificate after, int limit) {
        return database.select(
                        REVOCATION_BATCH_CERTIFICATE.GENERATION_ID,
                        REVOCATION_BATCH_CERTIFICATE.SERIAL,
                        REVOCATION.REVOKED_AT,
                        REVOCATION.REASON,
                        REVOCATION.REVOKED_BY)
                .from(REVOCATION_BATCH_CERTIFICATE)
                .leftJoin(REVOCATION)
                .on(ListedRows.isRevoked())
                .where(ListedRows.of(batch.id()))
                .and(
                        after == null
                                ? DSL.noCondition()
                                : ListedRows.after(
                                        keys.key(after.generation()),
                                        after.serial().octets().toArray()))
                .orderBy(ListedRows.order())
                .limit(limit)
                .fetch(row -> result(batch, row));
    }

    private Result result(
            BatchStore.Batch batch, Record5<Integer, byte[], Instant, Short, String> row) {
        var reason = reason(row.value4());
        return new Result(
                CandidateRows.listed(keys.name(row.value1()), row.value2()),
                outcome(batch, reason, row.value5()),
                row.value3(),
                reason);
    }

    private static Result.Outcome outcome(
            BatchStore.Batch batch, @Nullable RevocationReason reason, @Nullable String by) {
        if (by != null && by.equals("act " + batch.course().act())) {
            return Result.Outcome.REVOKED;
        }
        if (batch.isDrill() && (reason == null || reason == RevocationReason.CERTIFICATE_HOLD)) {
            return Result.Outcome.WOULD_BE_REVOKED;
        }
        return reason == null ? Result.Outcome.NOT_REVOKED : Result.Outcome.REVOKED_OTHERWISE;
    }

    @Override
    public DrillEvidence keep(long act, DrillEvidence evidence, Instant at, Actor actor) {
        var json = evidence.json();
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var kept =
                    transaction
                            .insertInto(DRILL)
                            .set(DRILL.ACT_ID, Math.toIntExact(act))
                            .set(DRILL.BATCH_ID, Math.toIntExact(evidence.batch()))
                            .set(DRILL.EVIDENCE, new String(json.toArray(), StandardCharsets.UTF_8))
                            .set(DRILL.EVIDENCE_SHA256, json.sha256().toArray())
                            .set(DRILL.RECORDED_AT, at)
                            .onConflictDoNothing()
                            .execute();
            if (kept == 1) {
                AuditInsert.insert(
                        transaction,
                        at,
                        actor,
                        new AuditEvent.DrillHeld(
                                act,
                                evidence.batch(),
                                evidence.list().certificates(),
                                evidence.list().sha256(),
                                json.sha256()));
                return evidence;
            }
            return evidence(transaction, DRILL.ACT_ID.eq(Math.toIntExact(act))).orElseThrow();
        });
    }

    @Override
    public Optional<DrillEvidence> evidence(long batch) {
        return evidence(database, DRILL.BATCH_ID.eq(Math.toIntExact(batch)));
    }

    private static Optional<DrillEvidence> evidence(DSLContext database, Condition which) {
        return database.select(DRILL.EVIDENCE)
                .from(DRILL)
                .where(which)
                .orderBy(DRILL.ACT_ID.desc())
                .limit(1)
                .fetchOptional(row ->
                        DrillEvidence.read(
                                Octets.of(row.value1().getBytes(StandardCharsets.UTF_8))));
    }
}
