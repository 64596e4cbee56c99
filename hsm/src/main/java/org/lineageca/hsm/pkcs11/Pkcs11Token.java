package org.lineageca.hsm.pkcs11;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import javax.crypto.NoSuchPaddingException;
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
 * <p>Threads may sign at the same time; keys are generated and destroyed one at a time. When the
 * token fails, {@link TokenUnavailableException} is thrown, and only a new process is sure to reach
 * it again.
 */
public final class Pkcs11Token {

    private static final Logger LOG = LoggerFactory.getLogger(Pkcs11Token.class);

    private final String label;
    private final KeyStore store;
    private final DigestSigner signer;
    private final KeyPairs pairs;
    private final LongAdder signed = new LongAdder();

    /** Replaced as a whole when a key comes or goes. */
    private volatile Map<KeyId, HeldKey> keys;

    private Pkcs11Token(
            String label,
            LoggedInModule module,
            KeyStore store,
            InstantSource clock,
            SecureRandom random) {
        this.label = label;
        this.store = store;
        this.signer = new DigestSigner(module.provider(), random);
        this.pairs = new KeyPairs(label, module, store, signer, clock, random);
        this.keys = read(label, store);
    }

    /**
     * Logs in and looks at what is there. A token without a health key gets one.
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
        return keys.values().stream()
                .map(HeldKey::key)
                .sorted(Comparator.comparing(TokenKey::label))
                .toList();
    }

    /** Signs one digest if the key may. */
    public Octets sign(KeyId id, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest) {
        var held = held(id);
        SigningPolicy.check(held.key(), purpose, algorithm, digest);
        try {
            var signature = signer.sign(held, algorithm, digest.toArray());
            signed.increment();
            return Octets.of(signature);
        } catch (GeneralSecurityException | ProviderException e) {
            throw failure(e);
        }
    }

    /** Generates a key pair, reads back what the token made of it, and lets it sign once. */
    public synchronized TokenKey generate(
            String keyLabel, KeyAlgorithm algorithm, Set<KeyPurpose> purposes) {
        SigningPolicy.checkNewKey(keyLabel, purposes, keys());
        return generateUnchecked(keyLabel, algorithm, purposes);
    }

    /** Destroys the private key, its certificate and whatever else bears its id. */
    public synchronized void destroy(KeyId id) {
        var held = held(id);
        SigningPolicy.checkDestruction(held.key());
        try {
            var destruction = pairs.destroy(id);
            if (destruction.found() == 0) {
                throw unavailable(label, "key " + id + ", which was there, is not found");
            }
            if (destruction.left() != 0 || store.containsAlias(id.toString())) {
                throw new SigningRefusedException(
                        "The token '%s' keeps objects of key '%s' in spite of C_DestroyObject. The key may still exist. Look at the token with its maker's tools."
                                .formatted(label, held.key().label()));
            }
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw failure(e);
        }
        // A token that was taken away has no such key either.
        checkHealth();
        var remaining = new HashMap<>(keys);
        remaining.remove(id);
        keys = Map.copyOf(remaining);
        LOG.info("destroyed key {} {}", held.key().label(), id);
    }

    /** Signs with the health key and verifies with the JDK. */
    public SignerHealth checkHealth() {
        var held =
                keys.values().stream()
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
        return new SignerHealth(label, keys.size(), signed.sum(), latency);
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
            var more = new HashMap<>(keys);
            more.put(held.key().handle().keyId(), held);
            keys = Map.copyOf(more);
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
        var held = keys.get(id);
        if (held == null) {
            throw new UnknownKeyException(
                    "There is no key "
                            + id
                            + " on token '"
                            + label
                            + "'. Nothing was done. List the token's keys to see what is there.");
        }
        return held;
    }

    private static Map<KeyId, HeldKey> read(String label, KeyStore store) {
        var found = new HashMap<KeyId, HeldKey>();
        try {
            for (var alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, null) instanceof PrivateKey key
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    HolderCertificate.read(certificate)
                            .filter(read -> read.handle().keyId().toString().equals(alias))
                            .filter(read -> read.handle().token().equals(label))
                            .map(read -> new HeldKey(read, key, certificate))
                            .ifPresentOrElse(
                                    held -> found.put(held.key().handle().keyId(), held),
                                    () -> LOG.warn("left alone: key {}, none of ours", alias));
                }
            }
        } catch (GeneralSecurityException e) {
            throw unavailable(label, e);
        }
        return Map.copyOf(found);
    }

    private static TokenUnavailableException unavailable(String label, Exception failure) {
        return new TokenUnavailableException(label, LoggedInModule.reason(failure), failure);
    }

    private static TokenUnavailableException unavailable(String label, String why) {
        return new TokenUnavailableException(label, why, null);
    }
}
