package org.lineageca.ca.store;

import static org.lineageca.db.Tables.ACT;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.lineageca.ca.act.DecidedAct;

/** The row of an act that is carried out in steps. */
final class ApprovedAct {

    private ApprovedAct() {}

    /**
     * Whether it is still approved. Held to the commit: whoever withdraws it waits for this step,
     * and ends the next.
     */
    static boolean isHeld(DSLContext transaction, DecidedAct.Approved act) {
        return transaction
                .selectOne()
                .from(ACT)
                .where(is(act))
                .forNoKeyUpdate()
                .fetchOptional()
                .isPresent();
    }

    /** Tells how far it has come, unless it was withdrawn. */
    static void progress(DSLContext transaction, DecidedAct.Approved act, String sentence) {
        transaction.update(ACT).set(ACT.OUTCOME, sentence).where(is(act)).execute();
    }

    private static Condition is(DecidedAct.Approved act) {
        return ACT.ACT_ID.eq(Math.toIntExact(act.id())).and(ACT.STATE.eq(act.state()));
    }
}
