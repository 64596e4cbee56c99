package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.REISSUE;
import static org.lineageca.db.Tables.REISSUED_CERTIFICATE;
import static org.lineageca.db.Tables.REVOCATION_BATCH_CERTIFICATE;
import static org.lineageca.db.Tables.SIGNED_CERTIFICATE;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.lifecycle.Obstacle;
import org.lineageca.ca.mass.Outlook;
import org.lineageca.ca.mass.ReissueLedger;
import org.lineageca.ca.mass.ReissueOutlook;
import org.lineageca.ca.mass.ReissueResult;
import org.lineageca.ca.mass.ReissueResult.Outcome;
import org.lineageca.ca.revocation.ListedCertificate;
import org.lineageca.octets.Octets;

/** What is on record of the re-issue of lists, in PostgreSQL. */
public final class JooqReissueLedger implements ReissueLedger {

    /** Fewer tell nothing of the rate. */
    private static final int ENOUGH = 500;

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqReissueLedger(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public List<ReissueOutlook.Share> shares(long batch, Set<String> sameKey, Instant at) {
        var obstacle = ReissueRows.obstacle(sameKey, at).as("obstacle");
        var count = DSL.count().cast(Long.class);
        return database.select(CERTIFICATE.PROFILE, obstacle, count)
                .from(ReissueRows.onRecord())
                .where(ListedRows.of(batch))
                .groupBy(CERTIFICATE.PROFILE, obstacle)
                .fetch(row ->
                        new ReissueOutlook.Share(
                                row.value1(), ReissueRows.obstacle(row.value2()), row.value3()));
    }

    @Override
    public Outlook.Pace pace() {
        return MeasuredPace.of(
                database,
                REISSUE,
                REISSUE.DONE,
                REISSUE.WORKED_SECONDS,
                REISSUE.DONE.ge(ENOUGH),
                REISSUE.BATCH_ID.desc(),
                ReissueOutlook.ASSUMED);
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
            var row = ReissueRows.locked(transaction, batch);
            if (Halt.set(row, REISSUE.PAUSED_BY, REISSUE.PAUSED_AT, by, at)) {
                AuditInsert.insert(
                        transaction, at, actor, new AuditEvent.ReissueHalted(batch, by != null));
            }
        });
    }

    @Override
    public List<ReissueResult> results(long batch, @Nullable ListedCertificate after, int limit) {
        return page(ListedRows.of(batch), after, limit);
    }

    @Override
    public List<ReissueResult> withoutSuccessor(
            long batch, @Nullable ListedCertificate after, int limit) {
        return page(
                ListedRows.of(batch)
                        .and(
                                REISSUED_CERTIFICATE
                                        .OBSTACLE
                                        .isNotNull()
                                        .or(
                                                REISSUED_CERTIFICATE
                                                        .NEW_SERIAL
                                                        .isNotNull()
                                                        .and(SIGNED_CERTIFICATE.SERIAL.isNull()))),
                after,
                limit);
    }

    private List<ReissueResult> page(
            Condition which, @Nullable ListedCertificate after, int limit) {
        var behind =
                after == null
                        ? DSL.noCondition()
                        : ListedRows.after(
                                keys.key(after.generation()), after.serial().octets().toArray());
        return database.select(
                        REVOCATION_BATCH_CERTIFICATE.GENERATION_ID,
                        REVOCATION_BATCH_CERTIFICATE.SERIAL,
                        CERTIFICATE.SUBJECT,
                        CERTIFICATE.NAMES,
                        CERTIFICATE.INTENDED_BY,
                        CERTIFICATE.NOT_AFTER,
                        REISSUED_CERTIFICATE.NEW_GENERATION_ID,
                        REISSUED_CERTIFICATE.NEW_SERIAL,
                        REISSUED_CERTIFICATE.OBSTACLE,
                        REISSUED_CERTIFICATE.WHY,
                        SIGNED_CERTIFICATE.SHA256)
                .from(REVOCATION_BATCH_CERTIFICATE)
                .join(CERTIFICATE)
                .on(ListedRows.isCertificate())
                .leftJoin(REISSUED_CERTIFICATE)
                .on(ReissueRows.isReissued())
                .leftJoin(SIGNED_CERTIFICATE)
                .on(
                        SIGNED_CERTIFICATE
                                .GENERATION_ID
                                .eq(REISSUED_CERTIFICATE.NEW_GENERATION_ID)
                                .and(SIGNED_CERTIFICATE.SERIAL.eq(REISSUED_CERTIFICATE.NEW_SERIAL)))
                .where(which)
                .and(behind)
                .orderBy(ListedRows.order())
                .limit(limit)
                .fetch(this::result);
    }

    private ReissueResult result(Record row) {
        return new ReissueResult(
                CandidateRows.listed(
                        keys.name(row.get(REVOCATION_BATCH_CERTIFICATE.GENERATION_ID)),
                        row.get(REVOCATION_BATCH_CERTIFICATE.SERIAL)),
                new ReissueResult.Holder(
                        row.get(CERTIFICATE.SUBJECT),
                        List.of(row.get(CERTIFICATE.NAMES)),
                        row.get(CERTIFICATE.INTENDED_BY),
                        row.get(CERTIFICATE.NOT_AFTER)),
                outcome(row));
    }

    private Outcome outcome(Record row) {
        var obstacle = row.get(REISSUED_CERTIFICATE.OBSTACLE);
        if (obstacle != null) {
            return new Outcome.Hindered(
                    Obstacle.valueOf(obstacle), row.get(REISSUED_CERTIFICATE.WHY));
        }
        var serial = row.get(REISSUED_CERTIFICATE.NEW_SERIAL);
        if (serial == null) {
            return new Outcome.Waiting();
        }
        var successor =
                CandidateRows.listed(
                        keys.name(row.get(REISSUED_CERTIFICATE.NEW_GENERATION_ID)), serial);
        var sha256 = row.get(SIGNED_CERTIFICATE.SHA256);
        return sha256 == null
                ? new Outcome.Unfinished(successor)
                : new Outcome.Reissued(successor, Octets.of(sha256));
    }
}
