package org.lineageca.hsm.client;

/**
 * The signer remembers another past of this log than the checkpoint tells. The message says what it
 * signed last and what that means.
 */
public final class CheckpointRefusedException extends RuntimeException {

    public CheckpointRefusedException(String message) {
        super(message);
    }
}
