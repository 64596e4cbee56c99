package org.lineageca.hsm.pkcs11;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/** A message signed only to see whether a key works; it says so, and is no X.509 structure. */
record TestMessage(Octets value) {

    private static final byte[] TEXT =
            "Lineage signer: test signature ".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE_LENGTH = 16;

    static TestMessage fresh(SecureRandom random) {
        var nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        var message = new byte[TEXT.length + nonce.length];
        System.arraycopy(TEXT, 0, message, 0, TEXT.length);
        System.arraycopy(nonce, 0, message, TEXT.length, nonce.length);
        return new TestMessage(Octets.of(message));
    }

    static SignatureAlgorithm algorithmFor(KeyAlgorithm key) {
        return key.isRsa() ? SignatureAlgorithm.RSA_PKCS1_SHA256 : SignatureAlgorithm.ECDSA_SHA256;
    }

    byte[] digest(SignatureAlgorithm algorithm) {
        return value.digest(algorithm.digest()).toArray();
    }

    /** Verifies with the JDK's own code, not the token's. */
    boolean isSignedBy(PublicKey key, SignatureAlgorithm algorithm, byte[] signature)
            throws GeneralSecurityException {
        var verifier = Signature.getInstance(name(algorithm));
        verifier.initVerify(key);
        verifier.update(value.toArray());
        return verifier.verify(signature);
    }

    /** The JDK's name of the algorithms test signatures and holder certificates use. */
    static String name(SignatureAlgorithm algorithm) {
        return algorithm.digest().replace("-", "")
                + "with"
                + (algorithm.fits(KeyAlgorithm.RSA2048) ? "RSA" : "ECDSA");
    }
}
