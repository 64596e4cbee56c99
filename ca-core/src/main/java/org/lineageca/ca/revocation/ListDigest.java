package org.lineageca.ca.revocation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.lineageca.octets.Octets;

/** SHA-256 over the lines of a list of certificates, one after the other. */
public final class ListDigest {

    private final MessageDigest digest;
    private int count;

    public ListDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public void add(ListedCertificate certificate) {
        digest.update(certificate.line().getBytes(StandardCharsets.US_ASCII));
        count++;
    }

    /** How many there were. */
    public int count() {
        return count;
    }

    /** Of all that was added; the next one begins anew. */
    public Octets sha256() {
        return Octets.of(digest.digest());
    }
}
