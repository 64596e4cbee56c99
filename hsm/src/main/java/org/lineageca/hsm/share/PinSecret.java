package org.lineageca.hsm.share;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.lineageca.octets.Octets;

/**
 * The random octets a PIN is made of. The token gets them as 32 characters of base64url (RFC 4648
 * 5), the custodians get them in shares.
 */
public final class PinSecret implements AutoCloseable {

    static final int LENGTH = 24;
    static final int CHECK_LENGTH = 4;

    private static final String CHECK_PREFIX = "lineage PIN check ";

    private final byte[] octets;

    /** Takes the array over. */
    PinSecret(byte[] octets) {
        this.octets = octets;
    }

    public static PinSecret draw(SecureRandom random) {
        var octets = new byte[LENGTH];
        random.nextBytes(octets);
        return new PinSecret(octets);
    }

    /** The PIN in UTF-8, for the caller to wipe. */
    public byte[] pin() {
        return Base64.getUrlEncoder().withoutPadding().encode(octets);
    }

    /** The PIN, for the caller to wipe. */
    public char[] pinCharacters() {
        var bytes = pin();
        try {
            var characters = new char[bytes.length];
            for (var i = 0; i < bytes.length; i++) {
                characters[i] = (char) bytes[i];
            }
            return characters;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Overwrites it. */
    @Override
    public void close() {
        Arrays.fill(octets, (byte) 0);
    }

    byte[] octets() {
        return octets;
    }

    /**
     * What every share of a set carries of it, to see that shares were joined right before the
     * token is asked: 32 bits of a hash of 192 random ones tell nothing of these.
     */
    Octets check(String setId) {
        return SecretDigest.of(CHECK_PREFIX + setId, octets).first(CHECK_LENGTH);
    }

    boolean isSameAs(PinSecret other) {
        return MessageDigest.isEqual(octets, other.octets);
    }
}
