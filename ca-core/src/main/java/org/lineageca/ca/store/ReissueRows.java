package org.lineageca.ca.store;

import static org.lineageca.db.Tables.BLOCKED_KEY;
import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.REISSUE;
import static org.lineageca.db.Tables.REISSUED_CERTIFICATE;
import static org.lineageca.db.Tables.REVOCATION;
import static org.lineageca.db.Tables.REVOCATION_BATCH;
import static org.lineageca.db.Tables.REVOCATION_BATCH_CERTIFICATE;
import static org.lineageca.db.Tables.SIGNED_CERTIFICATE;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.BatchStore;
import org.lineageca.ca.lifecycle.Obstacle;
import org.lineageca.ca.lifecycle.ReissueStore.Course;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.db.tables.records.ReissueRecord;

/** Rows of {@code reissue}, and what stands on record against making a certificate anew. */
final class ReissueRows {

    private static final double MILLISECONDS = 1_000;

    /** Neither the key nor the subscriber was at fault. */
    private static final Short[] BLAMELESS = {
        (short) RevocationReason.SUPERSEDED.code(), (short) RevocationReason.CA_COMPROMISE.code()
    };

    private ReissueRows() {}

    /** Held to the commit. */
    static ReissueRecord locked(DSLContext transaction, long batch) {
        return transaction
                .selectFrom(REISSUE)
                .where(REISSUE.BATCH_ID.eq(Math.toIntExact(batch)))
                .forUpdate()
                .fetchSingle();
    }

    static Course course(DSLContext database, ReissueRecord row) {
        var by = row.getPausedBy();
        return new Course(
                row.getBatchId(),
                row.getActId(),
                database.select(REVOCATION_BATCH.CERTIFICATES)
                        .from(REVOCATION_BATCH)
                        .where(REVOCATION_BATCH.BATCH_ID.eq(row.getBatchId()))
                        .fetchSingle()
                        .value1(),
                row.getDone(),
                row.getReissued(),
                by == null ? null : new BatchStore.Pause(by, row.getPausedAt()),
                Duration.ofMillis(Math.round(row.getWorkedSeconds() * MILLISECONDS)));
    }

    /** What is on record of the certificates of lists. */
    static Table<?> onRecord() {
        return REVOCATION_BATCH_CERTIFICATE
                .leftJoin(CERTIFICATE)
                .on(ListedRows.isCertificate())
                .leftJoin(SIGNED_CERTIFICATE)
                .on(ListedRows.isSigned())
                .leftJoin(REVOCATION)
                .on(ListedRows.isRevoked())
                .leftJoin(BLOCKED_KEY)
                .on(BLOCKED_KEY.SPKI_SHA256.eq(CERTIFICATE.SPKI_SHA256));
    }

    /** What this list brought about of it. */
    static Condition isReissued() {
        return REISSUED_CERTIFICATE
                .BATCH_ID
                .eq(REVOCATION_BATCH_CERTIFICATE.BATCH_ID)
                .and(
                        REISSUED_CERTIFICATE.GENERATION_ID.eq(
                                REVOCATION_BATCH_CERTIFICATE.GENERATION_ID))
                .and(REISSUED_CERTIFICATE.SERIAL.eq(REVOCATION_BATCH_CERTIFICATE.SERIAL));
    }

    /**
     * The first obstacle that is on record of a certificate of a list; null where there is none.
     * The rules of its profile are looked at when it has its turn.
     */
    static Field<String> obstacle(Set<String> sameKey, Instant at) {
        return DSL.when(SIGNED_CERTIFICATE.SERIAL.isNull(), word(Obstacle.NOT_RECORDED))
                .when(CERTIFICATE.NOT_AFTER.lt(at), word(Obstacle.EXPIRED))
                .when(BLOCKED_KEY.SPKI_SHA256.isNotNull(), word(Obstacle.KEY))
                .when(REVOCATION.REASON.notIn(BLAMELESS), word(Obstacle.REVOKED))
                .when(CERTIFICATE.PROFILE.notIn(sameKey), word(Obstacle.BY_SUBSCRIBER));
    }

    private static Field<String> word(Obstacle obstacle) {
        return DSL.inline(obstacle.name());
    }

    static @Nullable Obstacle obstacle(@Nullable String name) {
        return name == null ? null : Obstacle.valueOf(name);
    }
}
