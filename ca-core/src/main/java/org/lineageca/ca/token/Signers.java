package org.lineageca.ca.token;

import java.util.Map;
import java.util.stream.Collectors;
import org.lineageca.hsm.client.Signer;

/**
 * The tokens' signers that are within reach, by the label of their token. Certificates, CRLs and
 * keys are {@link TokenSigning}'s, which asks a guard; this is for what the guard itself goes by.
 */
public record Signers(Map<String, Signer> byToken) {

    public Signers {
        byToken = Map.copyOf(byToken);
    }

    /** The same, each asking the guard before it does anything that counts. */
    Map<String, Signer> guardedBy(SigningGuard guard) {
        return byToken.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                signer -> new GuardedSigner(signer.getValue(), guard)));
    }
}
