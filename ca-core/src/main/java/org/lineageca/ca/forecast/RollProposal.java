package org.lineageca.ca.forecast;

import java.time.Instant;
import java.util.List;
import org.lineageca.ca.x509.GenerationId;

/**
 * That a lineage should move to another generation. Nothing is done by itself.
 *
 * @param from the generation that issues now
 * @param by when the officers should have done it
 * @param because why, with the date it follows from
 * @param steps what they must do, in this order
 */
public record RollProposal(
        Reason reason, GenerationId from, Instant by, String because, List<String> steps) {

    /** What makes a roll advisable. */
    public enum Reason {
        CRL_BUDGET,
        LAST_SAFE_ISSUE
    }

    public RollProposal {
        steps = List.copyOf(steps);
    }

    public boolean isDue(Instant now) {
        return !now.isBefore(by);
    }
}
