package org.lineageca.ca.token;

import java.util.Map;
import java.util.stream.Collectors;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.TokenUnavailableException;

/**
 * The tokens' signers that are within reach, by the label of their token. Certificates, CRLs and
 * keys are {@link TokenSigning}'s, which asks a guard; this is for what the guard itself goes by.
 */
public record Signers(Map<String, Signer> byToken) {

    public Signers {
        byToken = Map.copyOf(byToken);
    }

    /**
     * The signer of a token.
     *
     * @throws TokenUnavailableException if none is within reach
     */
    public Signer signer(String token) {
        var signer = byToken.get(token);
        if (signer == null) {
            throw unreachable(token);
        }
        return signer;
    }

    static TokenUnavailableException unreachable(String token) {
        return new TokenUnavailableException(
                token, "this installation has no signer for it; it is kept offline", null);
    }

    /** The same, each asking the guard before it does anything that counts. */
    Signers guardedBy(SigningGuard guard) {
        return new Signers(
                byToken.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        signer -> new GuardedSigner(signer.getValue(), guard))));
    }
}
