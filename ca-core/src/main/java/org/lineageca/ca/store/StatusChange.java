package org.lineageca.ca.store;

import static org.lineageca.db.Tables.REVOCATION;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The order in which changes of status become visible (migration V0002). */
final class StatusChange {

    private static final long LOCK = 0x6c696e65616765L;

    private StatusChange() {}

    /** All changes of a generation up to it are visible to what is read later. */
    static long newest(DSLContext transaction, int generation) {
        var newest =
                transaction
                        .select(DSL.max(REVOCATION.CHANGE))
                        .from(REVOCATION)
                        .where(REVOCATION.GENERATION_ID.eq(generation))
                        .fetchSingle()
                        .value1();
        return newest == null ? 0 : newest;
    }

    /** Held from drawing change numbers to the commit, so that they become visible in order. */
    static void lock(DSLContext transaction) {
        transaction.execute("SELECT pg_advisory_xact_lock({0})", DSL.inline(LOCK));
    }
}
