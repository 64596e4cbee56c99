package org.lineageca.console.ceremony;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.Ceremony;

/**
 * All there is to read about a ceremony.
 *
 * @param row as the list shows it
 * @param approvals all that were given, those of the present plan first
 * @param cannotApprove why who looks cannot approve it; null if they can
 * @param cannotRehearse the same for a rehearsal
 * @param cannotBegin the same for the real run
 * @param mayEdit whether its script can still be changed, by who looks
 */
record CeremonyPage(
        Ceremony ceremony,
        CeremonyRow row,
        List<Given> approvals,
        @Nullable String cannotApprove,
        @Nullable String cannotRehearse,
        @Nullable String cannotBegin,
        boolean mayEdit) {

    CeremonyPage {
        approvals = List.copyOf(approvals);
    }

    /**
     * An approval.
     *
     * @param isValid whether it is of the plan as it is now
     */
    record Given(String person, String role, Instant at, boolean isValid) {}
}
