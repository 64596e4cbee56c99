package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.Optional;
import org.lineageca.ca.x509.GenerationId;

/**
 * What generations still answer for. Delegates for OCSP are left out: they are not asked about.
 * Intents whose signature never arrived count.
 */
public interface ObligationStore {

    /** When the last certificate expires; empty where none was issued. */
    Optional<Instant> lastExpiry(GenerationId generation);

    /** When the last certificate expires that is not revoked; empty where there is none. */
    Optional<Instant> lastUnrevokedExpiry(GenerationId generation);
}
