package org.lineageca.ca.ceremony;

import java.util.Map;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.x509.StandInKey;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.octets.Octets;

/**
 * The public keys a plan is made with.
 *
 * @param made DER SubjectPublicKeyInfo, by the name a key has in the script; in a rehearsal also by
 *     the label of the generation whose key the throw-away token's stands for
 */
public record KeysAtHand(Map<String, Octets> made) {

    /** Before the ceremony: all new keys are stood for. */
    public static final KeysAtHand NONE = new KeysAtHand(Map.of());

    public KeysAtHand {
        made = Map.copyOf(made);
    }

    Octets ofNew(String keyName, KeyAlgorithm algorithm) {
        var key = made.get(keyName);
        return key == null ? StandInKey.of(keyName, algorithm) : key;
    }

    Octets ofKnown(GenerationIdentity identity) {
        return made.getOrDefault(identity.id().label(), identity.key().publicKey());
    }
}
