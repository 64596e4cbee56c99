package org.lineageca.ca.store;

import static org.lineageca.db.Tables.REVOCATION_BATCH;
import static org.lineageca.db.Tables.REVOCATION_BATCH_CERTIFICATE;

import java.time.Duration;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.BatchStore;
import org.lineageca.db.tables.records.RevocationBatchRecord;

/** Rows of {@code revocation_batch}. */
final class BatchRows {

    private static final double MILLISECONDS = 1_000;

    private BatchRows() {}

    /** Held to the commit: of what is done to one batch one thing is done at a time. */
    static RevocationBatchRecord locked(DSLContext transaction, long id) {
        return transaction
                .selectFrom(REVOCATION_BATCH)
                .where(REVOCATION_BATCH.BATCH_ID.eq(Math.toIntExact(id)))
                .forUpdate()
                .fetchSingle();
    }

    static BatchStore.Batch batch(DSLContext database, RevocationBatchRecord row) {
        var act = row.getActId();
        return new BatchStore.Batch(
                row.getBatchId(),
                row.getOpenedBy(),
                row.getSealedAt() != null,
                row.getSealedAt() != null
                        ? row.getCertificates()
                        : database.fetchCount(
                                REVOCATION_BATCH_CERTIFICATE,
                                REVOCATION_BATCH_CERTIFICATE.BATCH_ID.eq(row.getBatchId())),
                row.getDone(),
                row.getRevoked(),
                new BatchStore.Course(
                        row.getSelection(),
                        row.getFilledAt(),
                        row.getIsDrill(),
                        act == null ? null : act.longValue(),
                        pause(row),
                        Duration.ofMillis(Math.round(row.getWorkedSeconds() * MILLISECONDS))));
    }

    static BatchStore.@Nullable Pause pause(RevocationBatchRecord row) {
        var by = row.getPausedBy();
        return by == null ? null : new BatchStore.Pause(by, row.getPausedAt());
    }
}
