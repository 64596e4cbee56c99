package org.lineageca.ca.ceremony;

import java.time.Instant;
import org.lineageca.octets.Octets;

/** Someone's yes to exactly this plan. */
public record Approval(String approver, CeremonyRole role, Octets planDigest, Instant at) {

    /** For the record: who, as what, when. */
    @Override
    public String toString() {
        return approver + ", " + role.title() + ", " + at;
    }
}
