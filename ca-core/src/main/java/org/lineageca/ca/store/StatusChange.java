package org.lineageca.ca.store;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The order in which changes of status become visible (migration V0002). */
final class StatusChange {

    private static final long LOCK = 0x6c696e65616765L;

    private StatusChange() {}

    /** Held from drawing change numbers to the commit, so that they become visible in order. */
    static void lock(DSLContext transaction) {
        transaction.execute("SELECT pg_advisory_xact_lock({0})", DSL.inline(LOCK));
    }
}
