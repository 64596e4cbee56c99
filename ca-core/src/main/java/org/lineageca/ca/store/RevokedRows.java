package org.lineageca.ca.store;

import static org.lineageca.db.Tables.REVOCATION;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.lineageca.ca.revocation.RevocationReason;

/** What rows of {@code revocation} mean: a released hold stays there and revokes nothing. */
final class RevokedRows {

    private static final short HOLD = (short) RevocationReason.CERTIFICATE_HOLD.code();
    private static final short RELEASED = (short) RevocationReason.REMOVE_FROM_CRL.code();

    private RevokedRows() {}

    /** Whether the certificate is revoked or on hold. */
    static Condition inForce() {
        return REVOCATION.REASON.ne(DSL.inline(RELEASED));
    }

    /** Whether it is revoked for good. */
    static Condition isFinal() {
        return REVOCATION.REASON.notIn(DSL.inline(HOLD), DSL.inline(RELEASED));
    }

    /** Everything that changes where a row gives way: a new change of status. */
    static Map<Field<?>, Field<?>> replacement() {
        return Stream.of(
                        REVOCATION.REVOKED_AT,
                        REVOCATION.REASON,
                        REVOCATION.INVALIDITY_DATE,
                        REVOCATION.REVOKED_BY,
                        REVOCATION.CHANGE)
                .collect(Collectors.toMap(Function.identity(), DSL::excluded));
    }

    /** Whether the row that is there gives way to the one that was to be inserted. */
    static Condition giveWay() {
        return REVOCATION
                .REASON
                .eq(DSL.inline(RELEASED))
                .or(
                        REVOCATION
                                .REASON
                                .eq(DSL.inline(HOLD))
                                .and(DSL.excluded(REVOCATION.REASON).ne(DSL.inline(HOLD))));
    }
}
