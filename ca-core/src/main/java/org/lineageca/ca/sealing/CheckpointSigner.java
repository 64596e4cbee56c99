package org.lineageca.ca.sealing;

import java.util.Optional;
import org.lineageca.ca.audit.log.Checkpoint;
import org.lineageca.octets.Octets;

/** Signs checkpoints, and knows which was the last. */
public interface CheckpointSigner {

    /** Makes the key on its token, or finds it there: P-256, for checkpoints only. */
    Octets publicKey(String token, String label);

    /** Whether a key is on its token still. */
    boolean holds(AuditKey key);

    /** The signature over the body: DER Ecdsa-Sig-Value. */
    Octets sign(AuditKey key, Checkpoint checkpoint);

    /** The last one it signed, as far as it remembers; whatever the database says of it. */
    Optional<Checkpoint> last(AuditKey key);
}
