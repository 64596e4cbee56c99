package org.lineageca.ca.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Optional;
import org.lineageca.ca.audit.log.Checkpoint;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.octets.Octets;

/** Signs checkpoints with a key in memory, and forgets them. */
record SoftwareCheckpointSigner(KeyPair keys) implements CheckpointSigner {

    static SoftwareCheckpointSigner draw() {
        try {
            return new SoftwareCheckpointSigner(TestRequests.ec("secp256r1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Octets publicKey(String token, String label) {
        return Octets.of(keys.getPublic().getEncoded());
    }

    @Override
    public Octets sign(AuditKey key, Checkpoint checkpoint) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
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
