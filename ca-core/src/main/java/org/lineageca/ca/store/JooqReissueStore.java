package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.REISSUE;
import static org.lineageca.db.Tables.REISSUED_CERTIFICATE;
import static org.lineageca.db.Tables.REVOCATION_BATCH_CERTIFICATE;
import static org.lineageca.db.Tables.SIGNED_CERTIFICATE;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.lifecycle.ReissueListed;
import org.lineageca.ca.lifecycle.ReissueStore;
import org.lineageca.octets.Octets;

/** How far the re-issue of lists has come, in PostgreSQL. */
public final class JooqReissueStore implements ReissueStore {

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqReissueStore(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public void begin(long batch, long act) {
        database.insertInto(REISSUE)
                .set(REISSUE.BATCH_ID, Math.toIntExact(batch))
                .set(REISSUE.ACT_ID, Math.toIntExact(act))
                .onConflict(REISSUE.BATCH_ID)
                .doUpdate()
                .set(REISSUE.ACT_ID, Math.toIntExact(act))
                .where(REISSUE.ACT_ID.ne(Math.toIntExact(act)))
                .execute();
    }

    @Override
    public Optional<Course> find(long batch) {
        return database.selectFrom(REISSUE)
                .where(REISSUE.BATCH_ID.eq(Math.toIntExact(batch)))
                .fetchOptional(row -> ReissueRows.course(database, row));
    }

    @Override
    public Step next(
            DecidedAct.Approved act, long batch, Set<String> sameKey, int limit, Instant at) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            if (!ApprovedAct.isHeld(transaction, act)) {
                return new Step.Ended();
            }
            var row = ReissueRows.locked(transaction, batch);
            var course = ReissueRows.course(transaction, row);
            var pause = course.pause();
            if (pause != null) {
                return new Step.Paused(course, pause);
            }
            var listed =
                    listed(
                            transaction,
                            ListedRows.of(batch)
                                    .and(
                                            ListedRows.after(
                                                    row.getLastGenerationId(),
                                                    row.getLastSerial())),
                            ReissueRows.obstacle(sameKey, at),
                            limit);
            return listed.isEmpty()
                    ? new Step.Over(course)
                    : new Step.Turn(course, listed, now(transaction));
        });
    }

    @Override
    public List<Listed> first(long batch, Set<String> sameKey, int limit, Instant at) {
        return listed(database, ListedRows.of(batch), ReissueRows.obstacle(sameKey, at), limit);
    }

    private List<Listed> listed(
            DSLContext transaction, Condition which, Field<String> obstacle, int limit) {
        return transaction
                .select(
                        REVOCATION_BATCH_CERTIFICATE.GENERATION_ID,
                        REVOCATION_BATCH_CERTIFICATE.SERIAL,
                        CERTIFICATE.PROFILE,
                        SIGNED_CERTIFICATE.DER,
                        REISSUED_CERTIFICATE.NEW_GENERATION_ID,
                        REISSUED_CERTIFICATE.NEW_SERIAL,
                        obstacle)
                .from(ReissueRows.onRecord())
                .leftJoin(REISSUED_CERTIFICATE)
                .on(ReissueRows.isReissued())
                .where(which)
                .orderBy(ListedRows.order())
                .limit(limit)
                .fetch(row -> listed(row, obstacle));
    }

    private Listed listed(Record row, Field<String> obstacle) {
        var certificate =
                CandidateRows.listed(
                        keys.name(row.get(REVOCATION_BATCH_CERTIFICATE.GENERATION_ID)),
                        row.get(REVOCATION_BATCH_CERTIFICATE.SERIAL));
        var successor = row.get(REISSUED_CERTIFICATE.NEW_SERIAL);
        if (successor != null) {
            var generation = keys.name(row.get(REISSUED_CERTIFICATE.NEW_GENERATION_ID));
            return new Listed.Settled(
                    certificate, new Fate.Successor(CandidateRows.listed(generation, successor)));
        }
        var hindered = ReissueRows.obstacle(row.get(obstacle));
        return hindered == null
                ? new Listed.Open(
                        certificate,
                        row.get(CERTIFICATE.PROFILE),
                        Octets.of(row.get(SIGNED_CERTIFICATE.DER)))
                : new Listed.Settled(certificate, new Fate.Hindered(hindered, null));
    }

    private static Instant now(DSLContext transaction) {
        return transaction
                .select(DSL.field("clock_timestamp()", Instant.class))
                .fetchSingle()
                .value1();
    }

    @Override
    public void took(
            DecidedAct.Approved act,
            Step.Turn turn,
            List<Listed.Settled> settled,
            Instant at,
            Actor actor) {
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            var row = ReissueRows.locked(transaction, turn.course().batch());
            if (row.getDone() != turn.course().done()) {
                return;
            }
            keep(transaction, row.getBatchId(), settled);
            var last = settled.getLast().certificate();
            var lines = lines(settled);
            var reissued = Math.toIntExact(lines.lines().count());
            row.setDone(row.getDone() + settled.size());
            row.setReissued(row.getReissued() + reissued);
            row.setLastGenerationId(keys.key(last.generation()));
            row.setLastSerial(last.serial().octets().toArray());
            row.setWorkedSeconds(row.getWorkedSeconds() + seconds(turn.begun(), now(transaction)));
            row.update(
                    REISSUE.DONE,
                    REISSUE.REISSUED,
                    REISSUE.LAST_GENERATION_ID,
                    REISSUE.LAST_SERIAL,
                    REISSUE.WORKED_SECONDS);
            ApprovedAct.progress(
                    transaction, act, ReissueListed.progress(ReissueRows.course(transaction, row)));
            AuditInsert.insert(
                    transaction,
                    at,
                    actor,
                    new AuditEvent.ListReissued(
                            act.id(),
                            row.getBatchId(),
                            settled.size(),
                            reissued,
                            Octets.of(lines.getBytes(StandardCharsets.US_ASCII)).sha256()));
        });
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    /** Successors are there since they were promised, but for those of an earlier list. */
    private void keep(DSLContext transaction, int batch, List<Listed.Settled> settled) {
        var rows =
                settled.stream()
                        .map(one -> {
                            var row = transaction.newRecord(REISSUED_CERTIFICATE);
                            row.setBatchId(batch);
                            row.setGenerationId(keys.key(one.certificate().generation()));
                            row.setSerial(one.certificate().serial().octets().toArray());
                            switch (one.fate()) {
                                case Fate.Successor(var successor) -> {
                                    row.setNewGenerationId(keys.key(successor.generation()));
                                    row.setNewSerial(successor.serial().octets().toArray());
                                }
                                case Fate.Hindered(var obstacle, var why) -> {
                                    row.setObstacle(obstacle.name());
                                    row.setWhy(why);
                                }
                            }
                            return row;
                        })
                        .toList();
        transaction.insertInto(REISSUED_CERTIFICATE).set(rows).onConflictDoNothing().execute();
    }

    private static String lines(List<Listed.Settled> settled) {
        var lines = new StringBuilder();
        for (var one : settled) {
            if (one.fate() instanceof Fate.Successor(var successor)) {
                lines.append(one.certificate().line().strip()).append(' ').append(successor.line());
            }
        }
        return lines.toString();
    }
}
