package org.lineageca.ca.sealing;

import org.lineageca.ca.audit.log.VerifierKey;

/**
 * The key that signs checkpoints, as it is on record.
 *
 * @param token on which it is
 * @param label of it there
 */
public record AuditKey(VerifierKey verifier, String token, String label) {

    /** The log's name for ever, whatever keys it may have later. */
    public String origin() {
        return verifier.name();
    }
}
