package org.lineageca.ca.ceremony.conduct;

import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.hsm.client.ShareStatus;

/**
 * A run, and how its token stands.
 *
 * @param token null while its signer does not answer
 */
public record RunView(
        Ceremony.Run run, long ceremony, RunState state, @Nullable ShareStatus token) {

    /** Whether the token can be asked for a signature. */
    public boolean isActive() {
        return token != null && token.state() == ShareStatus.State.ACTIVE;
    }
}
