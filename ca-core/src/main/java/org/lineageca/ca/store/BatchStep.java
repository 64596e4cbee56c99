package org.lineageca.ca.store;

import static org.lineageca.db.Tables.REVOCATION_BATCH;
import static org.lineageca.db.Tables.REVOCATION_BATCH_CERTIFICATE;

import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.lifecycle.BatchStore.Step;
import org.lineageca.ca.lifecycle.RevokeListed;
import org.lineageca.db.tables.records.RevocationBatchRecord;

/**
 * One step through a list: a transaction that revokes the next of it, or only looks, in a drill.
 */
final class BatchStep {

    /** Other revocations wait for one step: it must not take longer than a tenth of a second. */
    private static final int STEP = 2_000;

    private final DSLContext transaction;
    private final GenerationKeys keys;
    private final DecidedAct.Approved act;
    private final Act.RevokeCertificates what;

    BatchStep(
            DSLContext transaction,
            GenerationKeys keys,
            DecidedAct.Approved act,
            Act.RevokeCertificates what) {
        this.transaction = transaction;
        this.keys = keys;
        this.act = act;
        this.what = what;
    }

    Step take(Instant at, Actor actor) {
        if (!ApprovedAct.isHeld(transaction, act)) {
            return new Step.Ended();
        }
        if (!what.terms().isDrill()) {
            StatusChange.lock(transaction);
        }
        var batch = BatchRows.locked(transaction, what.batch());
        if (batch.getIsDrill() != what.terms().isDrill()) {
            throw new IllegalStateException(
                    "batch %d was not closed for what act %d says; nothing was revoked"
                            .formatted(what.batch(), act.id()));
        }
        var pause = BatchRows.pause(batch);
        if (pause != null) {
            return new Step.Paused(BatchRows.batch(transaction, batch), pause);
        }
        var next = next(batch);
        if (next.isEmpty()) {
            return new Step.Over(BatchRows.batch(transaction, batch));
        }
        // A step stays within one generation: its event names it.
        var generation = next.getFirst().value1();
        var serials =
                next.stream()
                        .filter(row -> row.value1().equals(generation))
                        .map(Record2::value2)
                        .toArray(byte[][]::new);
        var changed = change(generation, serials, at, actor);
        return new Step.Went(
                BatchRows.batch(transaction, moved(batch, generation, serials, changed)));
    }

    /** How many of them it revokes, or would. */
    private int change(int generation, byte[][] serials, Instant at, Actor actor) {
        var rows = new SerialRows(transaction, keys, keys.name(generation));
        if (what.terms().isDrill()) {
            return rows.countThatWouldChange(serials, what.reason());
        }
        var revoked = rows.revoke(serials, what.reason(), what.invalidityDate(), at, actor);
        revoked.audit(transaction, act.id(), serials.length, at, actor);
        return revoked.count();
    }

    private RevocationBatchRecord moved(
            RevocationBatchRecord batch, int generation, byte[][] serials, int changed) {
        batch.setDone(batch.getDone() + serials.length);
        batch.setRevoked(batch.getRevoked() + changed);
        batch.setLastGenerationId(generation);
        batch.setLastSerial(serials[serials.length - 1]);
        batch.setWorkedSeconds(batch.getWorkedSeconds() + secondsSinceBegin());
        batch.update(
                REVOCATION_BATCH.DONE,
                REVOCATION_BATCH.REVOKED,
                REVOCATION_BATCH.LAST_GENERATION_ID,
                REVOCATION_BATCH.LAST_SERIAL,
                REVOCATION_BATCH.WORKED_SECONDS);
        ApprovedAct.progress(
                transaction, act, RevokeListed.progress(BatchRows.batch(transaction, batch)));
        return batch;
    }

    /** Of this transaction, by the clock of the server. */
    private double secondsSinceBegin() {
        return transaction
                .select(
                        DSL.field(
                                "extract(epoch FROM clock_timestamp() - transaction_timestamp())::float8",
                                Double.class))
                .fetchSingle()
                .value1();
    }

    private Result<Record2<Integer, byte[]>> next(RevocationBatchRecord batch) {
        return transaction
                .select(
                        REVOCATION_BATCH_CERTIFICATE.GENERATION_ID,
                        REVOCATION_BATCH_CERTIFICATE.SERIAL)
                .from(REVOCATION_BATCH_CERTIFICATE)
                .where(ListedRows.of(batch.getBatchId()))
                .and(ListedRows.after(batch.getLastGenerationId(), batch.getLastSerial()))
                .orderBy(ListedRows.order())
                .limit(STEP)
                .fetch();
    }
}
