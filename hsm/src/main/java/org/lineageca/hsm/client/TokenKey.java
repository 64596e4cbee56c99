package org.lineageca.hsm.client;

import java.util.Set;

/**
 * A key as it lies on a token.
 *
 * @param label chosen when it was generated; unique on the token
 * @param purposes what it may sign now; never empty
 */
public record TokenKey(
        KeyHandle handle, String label, KeyAlgorithm algorithm, Set<KeyPurpose> purposes) {

    public TokenKey {
        purposes = Set.copyOf(purposes);
        if (purposes.isEmpty()) {
            throw new IllegalArgumentException("key " + label + " may sign nothing");
        }
    }
}
