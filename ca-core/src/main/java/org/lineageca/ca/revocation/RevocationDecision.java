package org.lineageca.ca.revocation;

import org.lineageca.ca.x509.GenerationId;

/** What came of asking for a revocation. */
public sealed interface RevocationDecision {

    GenerationId generation();

    RevocationEntry entry();

    /** Committed now; responders show it within a second. */
    record Revoked(GenerationId generation, RevocationEntry entry) implements RevocationDecision {}

    /** Was withdrawn before; nothing changed. */
    record AlreadyRevoked(GenerationId generation, RevocationEntry entry)
            implements RevocationDecision {}
}
