package org.lineageca.hsm.pkcs11;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.pkcs11.TokenObjects.TokenObject;
import org.lineageca.octets.Octets;

/** Makes, changes and unmakes the objects of a key pair on the token. */
final class KeyPairs {

    private final String token;
    private final LoggedInModule module;
    private final KeyStore store;
    private final DigestSigner signer;
    private final InstantSource clock;
    private final SecureRandom random;
    private final HolderCertificates holders;

    KeyPairs(
            String token,
            LoggedInModule module,
            KeyStore store,
            DigestSigner signer,
            InstantSource clock,
            SecureRandom random) {
        this.token = token;
        this.module = module;
        this.store = store;
        this.signer = signer;
        this.clock = clock;
        this.random = random;
        this.holders = new HolderCertificates(token, module.objects());
    }

    HeldKey generate(String label, KeyAlgorithm algorithm, Set<KeyPurpose> purposes)
            throws GeneralSecurityException, IOException {
        // Session objects: a crash before they are stored leaves nothing on the token.
        var pair = generate(algorithm);
        var handle = KeyHandle.of(token, Octets.of(pair.getPublic().getEncoded()));
        var key = new TokenKey(handle, label, algorithm, purposes);
        var certificate =
                HolderCertificate.of(
                        key,
                        clock.instant(),
                        (signature, digest) ->
                                signer.sign(
                                        pair.getPrivate(), pair.getPublic(), signature, digest));
        var alias = handle.keyId().toString();
        store.setKeyEntry(alias, pair.getPrivate(), null, new X509Certificate[] {certificate});
        var held = readBack(alias, key);
        if (!makesValidSignature(held)) {
            destroy(handle.keyId());
            throw new SigningRefusedException(
                    "The token '%s' generated key '%s' but its signatures do not verify. The key was destroyed. Check the token."
                            .formatted(token, label));
        }
        return held;
    }

    /** Whether the key's signature of a fresh message verifies in the JDK. */
    boolean makesValidSignature(HeldKey held) throws GeneralSecurityException {
        var algorithm = TestMessage.algorithmFor(held.key().algorithm());
        var message = TestMessage.fresh(random);
        var signature = signer.sign(held, algorithm, message.digest(algorithm));
        return message.isSignedBy(held.certificate().getPublicKey(), algorithm, signature);
    }

    /**
     * Stores the certificate that says what the key may sign from now on. That it could be signed
     * shows that the key is there. Until the others are removed, the narrowest counts.
     */
    HeldKey addHolder(HeldKey held, Set<KeyPurpose> purposes) throws GeneralSecurityException {
        var before = held.key();
        var key = new TokenKey(before.handle(), before.label(), before.algorithm(), purposes);
        var certificate =
                HolderCertificate.of(
                        key,
                        clock.instant(),
                        (signature, digest) -> signer.sign(held, signature, digest));
        holders.add(key.handle().keyId(), certificate);
        return new HeldKey(key, held.privateKey(), certificate);
    }

    /** Destroys the certificates that said before what the key may sign. */
    void removeOtherHolders(HeldKey held) throws GeneralSecurityException, IOException {
        holders.removeOthers(held.key().handle().keyId(), held.certificate());
        // The key store remembers what it saw.
        store.load(null, null);
    }

    /**
     * What lay on the token of one key, and what lies there still.
     *
     * @param found before anything was destroyed
     */
    record Destruction(List<TokenObject> found, List<TokenObject> left) {}

    /**
     * Destroys every object of the key, the private key first: whoever dies in between leaves no
     * private key that nothing names any more.
     */
    Destruction destroy(KeyId id) throws GeneralSecurityException, IOException {
        var found = objects(id);
        found.forEach(module.objects()::destroy);
        store.load(null, null);
        return new Destruction(found, objects(id));
    }

    /** Every object that bears the key's id. */
    List<TokenObject> objects(KeyId id) {
        return module.objects().of(id);
    }

    private KeyPair generate(KeyAlgorithm algorithm) throws GeneralSecurityException {
        var generator =
                KeyPairGenerator.getInstance(algorithm.isRsa() ? "RSA" : "EC", module.provider());
        generator.initialize(
                switch (algorithm) {
                    case P256 -> new ECGenParameterSpec("secp256r1");
                    case P384 -> new ECGenParameterSpec("secp384r1");
                    case RSA2048, RSA3072, RSA4096 ->
                            new RSAKeyGenParameterSpec(algorithm.bits(), RSAKeyGenParameterSpec.F4);
                });
        return generator.generateKeyPair();
    }

    private HeldKey readBack(String alias, TokenKey key)
            throws GeneralSecurityException, IOException {
        if (!(store.getKey(alias, null) instanceof PrivateKey stored)
                || !(store.getCertificate(alias) instanceof X509Certificate certificate)) {
            throw new InvalidKeyException("the token does not give back the key it stored");
        }
        // SunPKCS11 shows CKA_TOKEN, CKA_SENSITIVE and CKA_EXTRACTABLE in no other way.
        var attributes = stored.toString();
        if (stored.getEncoded() != null
                || !attributes.contains(" token object, sensitive, unextractable")) {
            destroy(key.handle().keyId());
            throw new SigningRefusedException(
                    "The token '%s' made key '%s' as '%s', which can be read out of it. The key was destroyed. Configure the token to allow sensitive, non-extractable keys."
                            .formatted(token, key.label(), attributes));
        }
        var read = HolderCertificate.read(certificate);
        if (read.isEmpty() || !read.get().equals(key)) {
            throw new InvalidKeyException("the token gives back another certificate");
        }
        return new HeldKey(key, stored, certificate);
    }
}
