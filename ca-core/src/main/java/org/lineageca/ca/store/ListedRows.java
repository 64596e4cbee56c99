package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.REVOCATION;
import static org.lineageca.db.Tables.REVOCATION_BATCH_CERTIFICATE;
import static org.lineageca.db.Tables.SIGNED_CERTIFICATE;

import java.util.List;
import org.jooq.Condition;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The certificates of a list, in its order, and what is on record of each. */
final class ListedRows {

    private ListedRows() {}

    static Condition of(long batch) {
        return REVOCATION_BATCH_CERTIFICATE.BATCH_ID.eq(Math.toIntExact(batch));
    }

    /** Those behind one; from the first on where there is none. */
    static Condition after(@Nullable Integer generation, byte @Nullable [] serial) {
        return generation == null || serial == null
                ? DSL.noCondition()
                : DSL.row(
                                REVOCATION_BATCH_CERTIFICATE.GENERATION_ID,
                                REVOCATION_BATCH_CERTIFICATE.SERIAL)
                        .gt(generation, serial);
    }

    static List<OrderField<?>> order() {
        return List.of(
                REVOCATION_BATCH_CERTIFICATE.GENERATION_ID, REVOCATION_BATCH_CERTIFICATE.SERIAL);
    }

    static Condition isCertificate() {
        return CERTIFICATE
                .GENERATION_ID
                .eq(REVOCATION_BATCH_CERTIFICATE.GENERATION_ID)
                .and(CERTIFICATE.SERIAL.eq(REVOCATION_BATCH_CERTIFICATE.SERIAL));
    }

    static Condition isSigned() {
        return SIGNED_CERTIFICATE
                .GENERATION_ID
                .eq(REVOCATION_BATCH_CERTIFICATE.GENERATION_ID)
                .and(SIGNED_CERTIFICATE.SERIAL.eq(REVOCATION_BATCH_CERTIFICATE.SERIAL));
    }

    /** Revoked or on hold. */
    static Condition isRevoked() {
        return REVOCATION
                .GENERATION_ID
                .eq(REVOCATION_BATCH_CERTIFICATE.GENERATION_ID)
                .and(REVOCATION.SERIAL.eq(REVOCATION_BATCH_CERTIFICATE.SERIAL))
                .and(RevokedRows.inForce());
    }
}
