package org.lineageca.ca.ceremony;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.HashMap;
import java.util.Map;
import org.lineageca.ca.x509.SignatureIdentifier;
import org.lineageca.ca.x509.SignedStructure;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.octets.Octets;

/**
 * Keys in memory in place of a token: all that runs made with it, so that a later run can use them.
 * The same seed gives the same keys and signatures.
 */
public final class SoftwareKeys {

    private final SecureRandom random;
    private final Map<Octets, KeyPair> pairs = new HashMap<>();
    private final Octets exchangeKey;
    private boolean repeating;

    public SoftwareKeys(long seed) {
        try {
            random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        exchangeKey = generate(KeyAlgorithm.P256);
    }

    /** DER SubjectPublicKeyInfo of the key that signs records. */
    public Octets exchangeKey() {
        return exchangeKey;
    }

    /** From now on there is one key, whatever is asked for: a token that is broken. */
    public SoftwareKeys repeating() {
        repeating = true;
        return this;
    }

    /** Returns DER SubjectPublicKeyInfo. */
    public Octets generate(KeyAlgorithm algorithm) {
        if (repeating) {
            return exchangeKey;
        }
        try {
            var generator = KeyPairGenerator.getInstance(algorithm.isRsa() ? "RSA" : "EC");
            if (algorithm.isRsa()) {
                generator.initialize(algorithm.bits(), random);
            } else {
                generator.initialize(
                        new ECGenParameterSpec("secp%dr1".formatted(algorithm.bits())), random);
            }
            var pair = generator.generateKeyPair();
            var publicKey = Octets.of(pair.getPublic().getEncoded());
            pairs.put(publicKey, pair);
            return publicKey;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs octets as a token would for a key of this kind; the bare signature value. */
    public Octets sign(Octets publicKey, KeyAlgorithm algorithm, Octets message) {
        var pair = pairs.get(publicKey);
        if (pair == null) {
            throw new IllegalArgumentException("no such key: " + publicKey.sha256());
        }
        try {
            var hash = SignatureIdentifier.algorithmFor(algorithm).digest().replace("SHA-", "SHA");
            var signer =
                    Signature.getInstance(hash + (algorithm.isRsa() ? "withRSA" : "withECDSA"));
            signer.initSign(pair.getPrivate(), random);
            signer.update(message.toArray());
            return Octets.of(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Signs by the exchange key.
     *
     * @param digest SHA-256 of what is signed
     */
    public Octets signDigest(Octets digest) {
        try {
            var signer = Signature.getInstance("NONEwithECDSA");
            signer.initSign(
                    java.util.Objects.requireNonNull(pairs.get(exchangeKey)).getPrivate(), random);
            signer.update(digest.toArray());
            return Octets.of(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A whole certificate or CRL. */
    public Octets assemble(Octets publicKey, KeyAlgorithm algorithm, Octets toBeSigned) {
        return SignedStructure.assemble(
                toBeSigned,
                SignatureIdentifier.algorithmFor(algorithm),
                sign(publicKey, algorithm, toBeSigned));
    }
}
