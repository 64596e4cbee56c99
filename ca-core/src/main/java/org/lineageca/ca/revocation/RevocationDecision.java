package org.lineageca.ca.revocation;

import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.GenerationId;

/** What came of asking for a revocation. */
public sealed interface RevocationDecision {

    GenerationId generation();

    RevocationEntry entry();

    /** Committed now; responders show it within a second. */
    record Revoked(GenerationId generation, RevocationEntry entry) implements RevocationDecision {}

    /**
     * Was on hold, and is revoked for good from now on.
     *
     * @param hold the entry that {@code entry} took the place of
     */
    record Confirmed(GenerationId generation, RevocationEntry entry, RevocationEntry hold)
            implements RevocationDecision {}

    /** Was withdrawn before; nothing changed. */
    record AlreadyRevoked(GenerationId generation, RevocationEntry entry)
            implements RevocationDecision {}

    /**
     * Decides. Only a hold may give way to another reason (RFC 5280 5.3.1), and a hold that was
     * released is as if it had never been.
     *
     * @param existing what is on record; null if it was never revoked
     */
    static RevocationDecision of(
            GenerationId generation, @Nullable RevocationEntry existing, RevocationEntry asked) {
        if (existing == null || existing.isReleased()) {
            return new Revoked(generation, asked);
        }
        return existing.isHold() && !asked.isHold()
                ? new Confirmed(generation, asked, existing)
                : new AlreadyRevoked(generation, existing);
    }
}
