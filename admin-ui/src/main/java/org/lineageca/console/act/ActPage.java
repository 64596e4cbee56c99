package org.lineageca.console.act;

import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.Preview;

/**
 * All there is to read about an act.
 *
 * @param row as the list shows it
 * @param preview as things stand now; null once it is done or withdrawn
 * @param cannotApprove why who looks cannot approve it; null if they can
 * @param mayWithdraw whether it is open and who looks may end it
 */
record ActPage(
        DecidedAct act,
        ActRow row,
        @Nullable Preview preview,
        @Nullable String cannotApprove,
        boolean mayWithdraw) {}
