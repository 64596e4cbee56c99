package org.lineageca.ocsp.store;

import static org.lineageca.db.Tables.REVOCATION;

import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.lineageca.ocsp.protocol.RevocationReason;

/** What rows of {@code revocation} mean: a released hold stays there and revokes nothing. */
final class RevokedRows {

    private static final short RELEASED = (short) RevocationReason.REMOVE_FROM_CRL.code();

    private RevokedRows() {}

    /** Whether the certificate is revoked or on hold. */
    static Condition inForce() {
        return REVOCATION.REASON.ne(DSL.inline(RELEASED));
    }
}
