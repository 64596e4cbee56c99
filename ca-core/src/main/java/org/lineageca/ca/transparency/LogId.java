package org.lineageca.ca.transparency;

import java.util.Base64;
import org.lineageca.octets.Octets;

/** Names a log: the SHA-256 of its DER SubjectPublicKeyInfo (RFC 6962 3.2). */
public record LogId(Octets sha256) {

    static final int LENGTH = 32;

    public LogId {
        if (sha256.length() != LENGTH) {
            throw new IllegalArgumentException(
                    "the id of a log has 32 octets, got " + sha256.length());
        }
    }

    public static LogId ofPublicKey(Octets subjectPublicKeyInfo) {
        return new LogId(subjectPublicKeyInfo.sha256());
    }

    /** As lists of logs write it. */
    public String base64() {
        return Base64.getEncoder().encodeToString(sha256.toArray());
    }

    @Override
    public String toString() {
        return base64();
    }
}
