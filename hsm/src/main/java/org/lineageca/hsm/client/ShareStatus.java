package org.lineageca.hsm.client;

import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * How a shared token stands.
 *
 * @param throwAway whether it is one for rehearsals, which every proposal erases
 * @param oneTimePublicKey what shares are sealed to: DER SubjectPublicKeyInfo of a P-256 key,
 *     another after each start of the signer
 * @param proposed the set whose shares all have to come back before it is the present one
 * @param present the set whose quorum opens the token; null while there is no token, or when its
 *     record was lost: shares of any one set are then taken
 * @param unsettled after a re-sharing that was cut short, the set that may have become the present
 *     one; its shares are taken as well, until it is known which of the two opens the token
 */
public record ShareStatus(
        State state,
        boolean throwAway,
        Octets oneTimePublicKey,
        @Nullable ProposedSet proposed,
        @Nullable CollectedSet present,
        @Nullable CollectedSet unsettled) {

    /** What can be asked of the token. */
    public enum State {
        /** There is no token: it has to be made, by a proposal and its shares. */
        BLANK,
        /** There is one, and it does nothing until shares open it. */
        LOCKED,
        /** It signs. */
        ACTIVE
    }
}
