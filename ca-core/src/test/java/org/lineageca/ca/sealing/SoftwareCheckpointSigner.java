package org.lineageca.ca.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lineageca.ca.audit.log.Checkpoint;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.hsm.client.UnknownKeyException;
import org.lineageca.octets.Octets;

/** Signs checkpoints with keys in memory, and forgets them. */
final class SoftwareCheckpointSigner implements CheckpointSigner {

    private final Map<String, KeyPair> keys = new ConcurrentHashMap<>();

    /** As where the token is lost, and an empty one is in its place. */
    void loseKeys() {
        keys.clear();
    }

    private static KeyPair draw(String label) {
        try {
            return TestRequests.ec("secp256r1");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(label, e);
        }
    }

    @Override
    public Octets publicKey(String token, String label) {
        return Octets.of(
                keys.computeIfAbsent(label, SoftwareCheckpointSigner::draw)
                        .getPublic()
                        .getEncoded());
    }

    @Override
    public boolean holds(AuditKey key) {
        return keys.containsKey(key.label())
                && publicKey(key.token(), key.label()).equals(key.verifier().publicKey());
    }

    @Override
    public Octets sign(AuditKey key, Checkpoint checkpoint) {
        if (!holds(key)) {
            throw new UnknownKeyException("no key " + key.label());
        }
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(Objects.requireNonNull(keys.get(key.label())).getPrivate());
            signature.update(checkpoint.body().getBytes(StandardCharsets.UTF_8));
            return Octets.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<Checkpoint> last(AuditKey key) {
        return Optional.empty();
    }
}
