package org.lineageca.ca.lifecycle;

import java.util.List;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.revocation.RevocationDecision;

/** What came of asking for the revocation of a list. */
public sealed interface BatchDecision {

    /** There are so few that one person may: done. */
    record Revoked(List<RevocationDecision> decisions) implements BatchDecision {
        public Revoked {
            decisions = List.copyOf(decisions);
        }
    }

    /** A second person has to approve. */
    record Proposed(DecidedAct.Proposed act) implements BatchDecision {}
}
