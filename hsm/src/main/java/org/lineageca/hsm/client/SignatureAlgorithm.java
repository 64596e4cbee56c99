package org.lineageca.hsm.client;

/**
 * The signature algorithms a token is asked for. The caller hashes; only the digest goes to the
 * token.
 */
public enum SignatureAlgorithm {
    /** RFC 5758 3.2; the signature is a DER Ecdsa-Sig-Value (RFC 3279 2.2.3). */
    ECDSA_SHA256("SHA-256", false),
    ECDSA_SHA384("SHA-384", false),
    /** RSASSA-PKCS1-v1_5 (RFC 8017 8.2). */
    RSA_PKCS1_SHA256("SHA-256", true),
    RSA_PKCS1_SHA384("SHA-384", true),
    /** RSASSA-PSS (RFC 8017 8.1), MGF1 with the same hash, salt as long as the digest. */
    RSA_PSS_SHA256("SHA-256", true),
    RSA_PSS_SHA384("SHA-384", true);

    private final String digest;
    private final boolean rsa;

    SignatureAlgorithm(String digest, boolean rsa) {
        this.digest = digest;
        this.rsa = rsa;
    }

    /** The JDK's name of the message digest, such as {@code SHA-256}. */
    public String digest() {
        return digest;
    }

    /** The length of that digest in bytes. */
    public int digestLength() {
        return "SHA-256".equals(digest) ? 32 : 48;
    }

    public boolean fits(KeyAlgorithm key) {
        return rsa == key.isRsa();
    }
}
