package org.lineageca.ca.lifecycle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.lineageca.hsm.client.Checkpoint;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.LastCheckpoint;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.SignerHealth;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.octets.Octets;

/**
 * A real signer that can be told to fail before or after the token has signed or narrowed a key,
 * and that remembers every digest the token was given.
 */
final class FaultySigner implements Signer {

    enum Fault {
        NONE,
        /** Nothing is signed, and whoever asks first is told. */
        AWAY,
        BEFORE_SIGNATURE,
        AFTER_SIGNATURE
    }

    private static final CompletableFuture<Void> OPEN = CompletableFuture.completedFuture(null);

    private final Signer real;
    private final List<Octets> digests = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<CompletableFuture<Void>> gate = new AtomicReference<>(OPEN);
    private volatile Fault fault = Fault.NONE;

    FaultySigner(Signer real) {
        this.real = real;
    }

    void fail(Fault next) {
        fault = next;
    }

    /** The next signature that is asked for without waiting is made once this is completed. */
    void holdBackOne(CompletableFuture<Void> until) {
        gate.set(until);
    }

    List<Octets> digests() {
        return List.copyOf(digests);
    }

    @Override
    public Octets sign(
            KeyHandle key, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest) {
        if (fault == Fault.AWAY || fault == Fault.BEFORE_SIGNATURE) {
            throw new TokenUnavailableException(token(), "unplugged before it signed", null);
        }
        digests.add(digest);
        var signature = real.sign(key, purpose, algorithm, digest);
        if (fault == Fault.AFTER_SIGNATURE) {
            throw new TokenUnavailableException(token(), "unplugged after it signed", null);
        }
        return signature;
    }

    @Override
    public Octets signOnce(
            KeyHandle key, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest) {
        if (fault == Fault.AWAY || fault == Fault.BEFORE_SIGNATURE) {
            throw new TokenUnavailableException(token(), "unplugged before it signed", null);
        }
        digests.add(digest);
        var signature = real.signOnce(key, purpose, algorithm, digest);
        if (fault == Fault.AFTER_SIGNATURE) {
            throw new TokenUnavailableException(token(), "unplugged after it signed", null);
        }
        return signature;
    }

    @Override
    public CompletableFuture<Octets> signAsync(
            KeyHandle key, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest) {
        if (fault == Fault.AWAY || fault == Fault.BEFORE_SIGNATURE) {
            return CompletableFuture.failedFuture(
                    new TokenUnavailableException(token(), "unplugged before it signed", null));
        }
        digests.add(digest);
        return gate.getAndSet(OPEN)
                .thenCompose(_ -> real.signAsync(key, purpose, algorithm, digest))
                .thenApply(signature -> {
                    if (fault == Fault.AFTER_SIGNATURE) {
                        throw new TokenUnavailableException(
                                token(), "unplugged after it signed", null);
                    }
                    return signature;
                });
    }

    @Override
    public Octets signCheckpoint(KeyHandle key, Checkpoint checkpoint) {
        return real.signCheckpoint(key, checkpoint);
    }

    @Override
    public Optional<LastCheckpoint> lastCheckpoint(String origin) {
        return real.lastCheckpoint(origin);
    }

    @Override
    public String token() {
        return real.token();
    }

    @Override
    public TokenKey generate(String label, KeyAlgorithm algorithm, Set<KeyPurpose> purposes) {
        return real.generate(label, algorithm, purposes);
    }

    @Override
    public List<TokenKey> keys() {
        return real.keys();
    }

    @Override
    public Optional<TokenKey> findByLabel(String label) {
        return real.findByLabel(label);
    }

    @Override
    public Optional<TokenKey> findById(KeyId id) {
        return real.findById(id);
    }

    @Override
    public TokenKey restrict(KeyHandle key, Set<KeyPurpose> purposes) {
        if (fault == Fault.AWAY || fault == Fault.BEFORE_SIGNATURE) {
            throw new TokenUnavailableException(token(), "unplugged before it narrowed", null);
        }
        var narrowed = real.restrict(key, purposes);
        if (fault == Fault.AFTER_SIGNATURE) {
            throw new TokenUnavailableException(token(), "unplugged after it narrowed", null);
        }
        return narrowed;
    }

    @Override
    public void destroy(KeyHandle key) {
        real.destroy(key);
    }

    @Override
    public SignerHealth health() {
        if (fault == Fault.AWAY) {
            throw new TokenUnavailableException(token(), "unplugged", null);
        }
        return real.health();
    }
}
