package org.lineageca.console.ceremony;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.Ceremony;

/**
 * A ceremony as the list shows it.
 *
 * @param at the time that stands in what it signs
 * @param approvals how many of those that are needed are given
 * @param needed how many approvals a plan takes: administrator, witness and a quorum
 * @param isMine whether it waits for the approval of who looks
 * @param going the run that goes on; null if none does
 */
record CeremonyRow(
        long id,
        String title,
        Ceremony.State state,
        Instant at,
        String people,
        int approvals,
        int needed,
        boolean isMine,
        Ceremony.@Nullable Run going) {}
