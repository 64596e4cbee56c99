package org.lineageca.hsm.client;

import org.lineageca.octets.Octets;

/**
 * What names a key on its token: the first 20 bytes of the SHA-256 of its SubjectPublicKeyInfo.
 *
 * <p>The CKA_ID there is their 40 hexadecimal digits, as text: SunPKCS11 makes it of an alias.
 *
 * <p>It follows from the key, so a request that reaches the wrong token finds nothing to sign with.
 */
public record KeyId(Octets value) {

    private static final int LENGTH = 20;

    public KeyId {
        if (value.length() != LENGTH) {
            throw new IllegalArgumentException(
                    "a key id has " + LENGTH + " bytes, got " + value.length());
        }
    }

    /** The id of the key whose DER SubjectPublicKeyInfo is given. */
    public static KeyId of(Octets publicKey) {
        return new KeyId(publicKey.sha256().first(LENGTH));
    }

    @Override
    public String toString() {
        return value.toHex();
    }
}
