package org.lineageca.ca.token;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.lineageca.ca.issuance.RefusedException;
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
 * A signer that signs, makes, narrows and destroys nothing while a guard refuses it. It can be
 * looked at all the same.
 */
record GuardedSigner(Signer real, SigningGuard guard) implements Signer {

    @Override
    public String token() {
        return real.token();
    }

    @Override
    public CompletableFuture<Octets> signAsync(
            KeyHandle key, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest) {
        try {
            guard.check();
        } catch (RefusedException | TokenUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
        return real.signAsync(key, purpose, algorithm, digest);
    }

    @Override
    public Octets sign(
            KeyHandle key, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest) {
        guard.check();
        return real.sign(key, purpose, algorithm, digest);
    }

    @Override
    public Octets signOnce(
            KeyHandle key, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest) {
        guard.check();
        return real.signOnce(key, purpose, algorithm, digest);
    }

    @Override
    public Octets signCheckpoint(KeyHandle key, Checkpoint checkpoint) {
        guard.check();
        return real.signCheckpoint(key, checkpoint);
    }

    @Override
    public Optional<LastCheckpoint> lastCheckpoint(String origin) {
        return real.lastCheckpoint(origin);
    }

    @Override
    public TokenKey generate(String label, KeyAlgorithm algorithm, Set<KeyPurpose> purposes) {
        guard.check();
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
        guard.check();
        return real.restrict(key, purposes);
    }

    @Override
    public void destroy(KeyHandle key) {
        guard.check();
        real.destroy(key);
    }

    @Override
    public SignerHealth health() {
        return real.health();
    }
}
