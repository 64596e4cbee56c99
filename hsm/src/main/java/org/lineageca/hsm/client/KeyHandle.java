package org.lineageca.hsm.client;

import org.lineageca.octets.Octets;

/**
 * Names a private key on a token; never holds it.
 *
 * @param token the token's label (CK_TOKEN_INFO)
 * @param keyId its CKA_ID
 * @param publicKey DER SubjectPublicKeyInfo (RFC 5280 4.1.2.7)
 */
public record KeyHandle(String token, KeyId keyId, Octets publicKey) {

    public KeyHandle {
        if (!keyId.equals(KeyId.of(publicKey))) {
            throw new IllegalArgumentException(
                    "key id " + keyId + " is not that of the public key");
        }
    }

    public static KeyHandle of(String token, Octets publicKey) {
        return new KeyHandle(token, KeyId.of(publicKey), publicKey);
    }
}
