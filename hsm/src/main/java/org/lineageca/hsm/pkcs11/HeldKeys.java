package org.lineageca.hsm.pkcs11;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lineageca.hsm.client.KeyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that may be used now.
 *
 * <p>A change waits for the uses that began before it: once it has returned, no signature is under
 * way that it would have forbidden.
 */
final class HeldKeys {

    private static final Logger LOG = LoggerFactory.getLogger(HeldKeys.class);

    private final ReadWriteLock uses = new ReentrantReadWriteLock();

    /** Replaced as a whole when a key comes, changes or goes. */
    private volatile Map<KeyId, HeldKey> keys;

    HeldKeys(Map<KeyId, HeldKey> keys) {
        this.keys = keys;
    }

    /** The keys with a holder certificate of this token; others are left alone. */
    static HeldKeys read(String token, KeyStore store) throws GeneralSecurityException {
        var found = new HashMap<KeyId, HeldKey>();
        for (var alias : Collections.list(store.aliases())) {
            if (store.getKey(alias, null) instanceof PrivateKey key
                    && store.getCertificate(alias) instanceof X509Certificate certificate) {
                HolderCertificate.read(certificate)
                        .filter(read -> read.handle().keyId().toString().equals(alias))
                        .filter(read -> read.handle().token().equals(token))
                        .map(read -> new HeldKey(read, key, certificate))
                        .ifPresentOrElse(
                                held -> found.put(held.key().handle().keyId(), held),
                                () -> LOG.warn("left alone: key {}, none of ours", alias));
            }
        }
        return new HeldKeys(Map.copyOf(found));
    }

    Optional<HeldKey> find(KeyId id) {
        return Optional.ofNullable(keys.get(id));
    }

    Collection<HeldKey> all() {
        return keys.values();
    }

    /** Does something during which no key changes. */
    <T> T whileUnchanged(Supplier<T> use) {
        uses.readLock().lock();
        try {
            return use.get();
        } finally {
            uses.readLock().unlock();
        }
    }

    /** Adds a key, or replaces what is known of it. */
    void put(HeldKey held) {
        change(more -> more.put(held.key().handle().keyId(), held));
    }

    void remove(KeyId id) {
        change(fewer -> fewer.remove(id));
    }

    private void change(Consumer<Map<KeyId, HeldKey>> change) {
        uses.writeLock().lock();
        try {
            var changed = new HashMap<>(keys);
            change.accept(changed);
            keys = Map.copyOf(changed);
        } finally {
            uses.writeLock().unlock();
        }
    }
}
