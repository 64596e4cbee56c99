package org.lineageca.console.mass;

import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.mass.ReissueSelected;

/**
 * How the re-issue of a list stands.
 *
 * @param progress and the act: null before it was proposed
 * @param mayDecide whether who looks may pause, resume and withdraw
 * @param mayPropose whether who looks may propose it, as far as the list goes
 */
record ReissuePage(
        ReissueSelected.@Nullable Progress progress,
        @Nullable DecidedAct act,
        boolean mayDecide,
        boolean mayPropose) {

    /** Whether the whole list has had its turn. */
    boolean isOver() {
        return progress != null && progress.left() == null;
    }

    boolean canBeProposed() {
        return mayPropose && !isOver() && (act == null || act instanceof DecidedAct.Withdrawn);
    }

    /** Whether it is being carried out, or will be. */
    boolean isOpen() {
        return act instanceof DecidedAct.Proposed || act instanceof DecidedAct.Approved;
    }
}
