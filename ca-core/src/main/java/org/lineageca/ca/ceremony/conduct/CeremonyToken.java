package org.lineageca.ca.ceremony.conduct;

import org.lineageca.hsm.client.SharedToken;
import org.lineageca.hsm.client.Signer;

/**
 * The token a run uses: a real one, or the throw-away one of rehearsals.
 *
 * @param custody how its PIN is split and joined
 * @param signer what it signs with
 */
public record CeremonyToken(SharedToken custody, Signer signer) {

    public String label() {
        return signer.token();
    }
}
