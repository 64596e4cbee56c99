package org.lineageca.hsm.share;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.lineageca.octets.Octets;

/** A SHA-256 that leaves nothing of what it hashed behind. */
final class SecretDigest {

    private SecretDigest() {}

    /**
     * The hash of a prefix and a secret.
     *
     * @param prefix ASCII
     * @param secret left to the caller to wipe
     */
    static Octets of(String prefix, byte[] secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try {
                digest.update(prefix.getBytes(StandardCharsets.US_ASCII));
                return Octets.of(digest.digest(secret));
            } finally {
                // The JDK's digest overwrites its buffer when it is reset, not when it is done.
                digest.reset();
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256 in this Java", e);
        }
    }
}
