package org.lineageca.hsm.pkcs11;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import javax.crypto.NoSuchPaddingException;
import javax.security.auth.login.LoginException;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.SignerHealth;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.client.UnknownKeyException;
import org.lineageca.octets.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token with its user logged in: the keys on it, and what each may do.
 *
 * <p>Threads may sign at the same time; keys are generated, narrowed and destroyed one at a time.
 * When the token fails, {@link TokenUnavailableException} is thrown, and only a new process is sure
 * to reach it again.
 */
public final class Pkcs11Token {

    private static final Logger LOG = LoggerFactory.getLogger(Pkcs11Token.class);

    private final String label;
    private final LoggedInModule module;
    private final DigestSigner signer;
    private final KeyPairs pairs;
    private final HeldKeys keys;
    private final LongAdder signed = new LongAdder();

    private Pkcs11Token(
            String label,
            LoggedInModule module,
            KeyStore store,
            InstantSource clock,
            SecureRandom random)
            throws GeneralSecurityException {
        this.label = label;
        this.module = module;
        this.signer = new DigestSigner(module.provider(), random);
        this.pairs = new KeyPairs(label, module, store, signer, clock, random);
        this.keys = HeldKeys.read(label, store);
    }

    /**
     * Logs in and looks at what is there. What a signer that was killed left half done is mended,
     * and a token without a health key gets one.
     *
     * @param label the token's label; another token in the slot is refused
     * @param pin wiped before this returns, however it returns
     * @throws TokenUnavailableException when the token is not there
     * @throws WrongPinException when the token refuses the PIN
     */
    public static Pkcs11Token open(
            Slot slot, String label, char[] pin, InstantSource clock, SecureRandom random) {
        var module = LoggedInModule.open(slot, label, pin);
        try {
            new HolderCertificates(label, module.objects()).mend();
            var store = KeyStore.getInstance("PKCS11", module.provider());
            // The login was done before: a PIN given here would stay in the heap.
            store.load(null, null);
            var token = new Pkcs11Token(label, module, store, clock, random);
            token.ensureHealthKey();
            return token;
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw unavailable(label, e);
        }
    }

    public String label() {
        return label;
    }

    /** Every key, by label. */
    public List<TokenKey> keys() {
        return keys.all().stream()
                .map(HeldKey::key)
                .sorted(Comparator.comparing(TokenKey::label))
                .toList();
    }

    /** Signs one digest if the key may. */
    public Octets sign(KeyId id, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest) {
        Consumer<TokenKey> policy = key -> SigningPolicy.check(key, purpose, algorithm, digest);
        return sign(id, policy, algorithm, digest);
    }

    /**
     * Signs a checkpoint of an audit log if the key may.
     *
     * @param remember runs before the token is asked; if it throws, the token is not
     */
    public Octets signCheckpoint(KeyId id, Octets body, Runnable remember) {
        Consumer<TokenKey> policy =
                key -> {
                    SigningPolicy.checkCheckpoint(key);
                    remember.run();
                };
        return sign(id, policy, SignatureAlgorithm.ECDSA_SHA256, body.sha256());
    }

    private Octets sign(
            KeyId id, Consumer<TokenKey> policy, SignatureAlgorithm algorithm, Octets digest) {
        return keys.whileUnchanged(() -> {
            var held = held(id);
            policy.accept(held.key());
            try {
                var signature = signer.sign(held, algorithm, digest.toArray());
                signed.increment();
                return Octets.of(signature);
            } catch (GeneralSecurityException | ProviderException e) {
                throw failure(e);
            }
        });
    }

    /** Passes when {@link #sign} would ask the token for this signature. */
    public void checkMaySign(
            KeyId id, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest) {
        SigningPolicy.check(held(id).key(), purpose, algorithm, digest);
    }

    /** Ends the login, and with it every use of this object. */
    public void logOut() {
        try {
            module.provider().logout();
        } catch (LoginException | ProviderException e) {
            throw unavailable(label, e);
        }
    }

    /** Generates a key pair, reads back what the token made of it, and lets it sign once. */
    public synchronized TokenKey generate(
            String keyLabel, KeyAlgorithm algorithm, Set<KeyPurpose> purposes) {
        SigningPolicy.checkNewKey(keyLabel, algorithm, purposes, keys());
        return generateUnchecked(keyLabel, algorithm, purposes);
    }

    /**
     * Drops purposes of a key for ever. Once this returns, no signature for one of them is made or
     * under way.
     *
     * @param purposes what is left: some of those the key has, or all of them
     */
    public synchronized TokenKey restrict(KeyId id, Set<KeyPurpose> purposes) {
        var held = held(id);
        SigningPolicy.checkRestriction(held.key(), purposes);
        if (held.key().purposes().equals(purposes)) {
            return held.key();
        }
        try {
            var narrowed = pairs.addHolder(held, purposes);
            // From here on a restarted signer would refuse the others, so this one does.
            keys.put(narrowed);
            pairs.removeOtherHolders(narrowed);
            LOG.info(
                    "narrowed key {} {} from {} to {}",
                    held.key().label(),
                    id,
                    held.key().purposes().stream().sorted().toList(),
                    purposes.stream().sorted().toList());
            return narrowed.key();
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw failure(e);
        }
    }

    /**
     * Destroys the private key, its certificate and whatever else bears its id; or the rest of it,
     * when a signer was killed while it did so.
     *
     * @throws UnknownKeyException when the token has no object of this key
     */
    public synchronized void destroy(KeyId id) {
        var held = keys.find(id);
        try {
            if (held.isPresent()) {
                SigningPolicy.checkDestruction(held.get().key());
                // A key that vanishes under a signature looks like a token that is lost.
                keys.remove(id);
            } else {
                checkRemainder(id);
            }
            var destruction = pairs.destroy(id);
            if (!destruction.left().isEmpty()) {
                held.ifPresent(keys::put);
                throw new SigningRefusedException(
                        "The token '%s' keeps objects of key %s in spite of C_DestroyObject. The key may still exist. Look at the token with its maker's tools."
                                .formatted(label, id));
            }
            if (destruction.found().isEmpty()) {
                throw unavailable(label, "key " + id + ", which was there, is not found");
            }
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw failure(e);
        }
        // A token that was taken away has no such key either.
        checkHealth();
        LOG.info(
                "destroyed key {} {}",
                held.map(key -> key.key().label()).orElse("(the rest of it)"),
                id);
    }

    /** Passes when all that is left of a key is what came with it. */
    private void checkRemainder(KeyId id) {
        var objects = pairs.objects(id);
        if (objects.isEmpty()) {
            checkHealth();
            throw unknown(id);
        }
        if (objects.getFirst().kind() == TokenObjects.Kind.PRIVATE_KEY) {
            throw new SigningRefusedException(
                    "The token '%s' has a private key %s without a holder certificate of ours: this signer does not use it. It was not destroyed. Look at the token with its maker's tools."
                            .formatted(label, id));
        }
    }

    /** Signs with the health key and verifies with the JDK. */
    public SignerHealth checkHealth() {
        var held =
                keys.all().stream()
                        .filter(key -> key.key().label().equals(SigningPolicy.HEALTH_LABEL))
                        .findFirst()
                        .orElseThrow(() -> unavailable(label, "it has no health key"));
        var start = System.nanoTime();
        try {
            if (!pairs.makesValidSignature(held)) {
                throw unavailable(label, "its test signature is wrong");
            }
        } catch (GeneralSecurityException | ProviderException e) {
            throw unavailable(label, e);
        }
        var latency = Duration.ofNanos(System.nanoTime() - start);
        return new SignerHealth(label, keys.all().size(), signed.sum(), latency);
    }

    private void ensureHealthKey() {
        if (keys().stream().noneMatch(key -> key.label().equals(SigningPolicy.HEALTH_LABEL))) {
            generateUnchecked(
                    SigningPolicy.HEALTH_LABEL, KeyAlgorithm.P256, EnumSet.of(KeyPurpose.HEALTH));
        }
    }

    private TokenKey generateUnchecked(
            String keyLabel, KeyAlgorithm algorithm, Set<KeyPurpose> purposes) {
        try {
            var held = pairs.generate(keyLabel, algorithm, purposes);
            keys.put(held);
            LOG.info("generated key {} {}", keyLabel, held.key().handle().keyId());
            return held.key();
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw failure(e);
        }
    }

    /** What the token never does is refused; any other failure says that it is lost. */
    private RuntimeException failure(Exception e) {
        return switch (e) {
            case NoSuchAlgorithmException _,
                    NoSuchPaddingException _,
                    InvalidAlgorithmParameterException _ ->
                    new SigningRefusedException(
                            "The token '%s' does not offer this: %s. Nothing was done. Use another algorithm or key size."
                                    .formatted(label, LoggedInModule.reason(e)));
            default -> unavailable(label, e);
        };
    }

    private HeldKey held(KeyId id) {
        return keys.find(id).orElseThrow(() -> unknown(id));
    }

    private UnknownKeyException unknown(KeyId id) {
        return new UnknownKeyException(
                "There is no key "
                        + id
                        + " on token '"
                        + label
                        + "'. Nothing was done. List the token's keys to see what is there.");
    }

    private static TokenUnavailableException unavailable(String label, Exception failure) {
        return new TokenUnavailableException(label, LoggedInModule.reason(failure), failure);
    }

    private static TokenUnavailableException unavailable(String label, String why) {
        return new TokenUnavailableException(label, why, null);
    }
}
