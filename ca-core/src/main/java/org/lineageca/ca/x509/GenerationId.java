package org.lineageca.ca.x509;

import org.lineageca.octets.Octets;

/** Names a key generation: the SHA-256 of its DER SubjectPublicKeyInfo. */
public record GenerationId(Octets sha256) {

    private static final int LABEL_OCTETS = 8;

    public GenerationId {
        if (sha256.length() != 32) {
            throw new IllegalArgumentException(
                    "a generation id has 32 octets, got " + sha256.length());
        }
    }

    public static GenerationId ofPublicKey(Octets subjectPublicKeyInfo) {
        return new GenerationId(subjectPublicKeyInfo.sha256());
    }

    /**
     * Its first 16 hexadecimal digits: what stands in URLs. The database refuses a second
     * generation with the same.
     */
    public String label() {
        return sha256.first(LABEL_OCTETS).toHex();
    }

    @Override
    public String toString() {
        return label();
    }
}
