package org.lineageca.ca.sealing;

import org.lineageca.ca.audit.log.VerifierKey;

/**
 * A key that signs checkpoints, as it is on record.
 *
 * @param number 1 for the first of the log, and one more for each that followed
 * @param token on which it is
 * @param label of it there
 */
public record AuditKey(int number, VerifierKey verifier, String token, String label) {

    /** The log's name for ever, whatever keys it may have later. */
    public String origin() {
        return verifier.name();
    }
}
