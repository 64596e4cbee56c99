package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.REISSUE;
import static org.lineageca.db.Tables.REVOCATION;
import static org.lineageca.db.Tables.REVOCATION_BATCH;
import static org.lineageca.db.Tables.REVOCATION_BATCH_CERTIFICATE;

import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.lineageca.ca.lifecycle.RenewalLedger;
import org.lineageca.ca.revocation.ListedCertificate;

/** What the time of a certificate's replacement follows from, in PostgreSQL. */
public final class JooqRenewalLedger implements RenewalLedger {

    /** The newest say what counts. */
    private static final int MOST = 20;

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqRenewalLedger(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public Optional<Life> life(ListedCertificate certificate) {
        return database.select(CERTIFICATE.NOT_BEFORE, CERTIFICATE.NOT_AFTER, REVOCATION.REVOKED_AT)
                .from(CERTIFICATE)
                .leftJoin(REVOCATION)
                .on(
                        REVOCATION
                                .GENERATION_ID
                                .eq(CERTIFICATE.GENERATION_ID)
                                .and(REVOCATION.SERIAL.eq(CERTIFICATE.SERIAL))
                                .and(RevokedRows.isFinal()))
                .where(CERTIFICATE.GENERATION_ID.eq(keys.key(certificate.generation())))
                .and(CERTIFICATE.SERIAL.eq(certificate.serial().octets().toArray()))
                .fetchOptional(row -> new Life(row.value1(), row.value2(), row.value3()));
    }

    /** There are few lists: each is looked at by its primary key. */
    @Override
    public List<Long> acts(ListedCertificate certificate) {
        var act = DSL.field(DSL.name("act_id"), Integer.class);
        return database.select(REVOCATION_BATCH.ACT_ID.as(act))
                .from(REVOCATION_BATCH)
                .where(REVOCATION_BATCH.ACT_ID.isNotNull())
                .and(REVOCATION_BATCH.IS_DRILL.isFalse())
                .and(names(certificate, REVOCATION_BATCH.BATCH_ID))
                .union(
                        DSL.select(REISSUE.ACT_ID)
                                .from(REISSUE)
                                .where(names(certificate, REISSUE.BATCH_ID)))
                .orderBy(act.desc())
                .limit(MOST)
                .fetch(row -> row.value1().longValue());
    }

    private Condition names(ListedCertificate certificate, Field<Integer> batch) {
        return DSL.exists(
                DSL.selectOne()
                        .from(REVOCATION_BATCH_CERTIFICATE)
                        .where(REVOCATION_BATCH_CERTIFICATE.BATCH_ID.eq(batch))
                        .and(
                                REVOCATION_BATCH_CERTIFICATE.GENERATION_ID.eq(
                                        keys.key(certificate.generation())))
                        .and(
                                REVOCATION_BATCH_CERTIFICATE.SERIAL.eq(
                                        certificate.serial().octets().toArray())));
    }
}
