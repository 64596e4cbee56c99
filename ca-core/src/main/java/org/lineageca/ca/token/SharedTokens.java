package org.lineageca.ca.token;

import java.util.Map;
import java.util.Optional;
import org.lineageca.hsm.client.SharedToken;

/** The tokens that custodians open together, by their labels. */
public record SharedTokens(Map<String, SharedToken> tokens) {

    public SharedTokens {
        tokens = Map.copyOf(tokens);
    }

    /**
     * Nothing where a token is opened by a PIN its signer was given, or is not reached from here.
     */
    public Optional<SharedToken> find(String label) {
        return Optional.ofNullable(tokens.get(label));
    }
}
