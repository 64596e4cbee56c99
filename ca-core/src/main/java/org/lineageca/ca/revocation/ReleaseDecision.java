package org.lineageca.ca.revocation;

import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.GenerationId;

/** What came of asking for the release of a hold. */
public sealed interface ReleaseDecision {

    /**
     * Committed now; responders call it good within a second, delta CRLs tell it as removeFromCRL.
     *
     * @param hold the entry that was in force until now
     */
    record Released(GenerationId generation, RevocationEntry hold) implements ReleaseDecision {}

    /** It is not on hold, or no longer; nothing changed. */
    record NotHeld() implements ReleaseDecision {}

    /** It is revoked for good; nothing changed. */
    record Final(RevocationEntry entry) implements ReleaseDecision {}

    /**
     * Decides.
     *
     * @param existing what is on record; null if it was never revoked
     */
    static ReleaseDecision of(GenerationId generation, @Nullable RevocationEntry existing) {
        if (existing == null || existing.isReleased()) {
            return new NotHeld();
        }
        return existing.isHold() ? new Released(generation, existing) : new Final(existing);
    }
}
