package org.lineageca.ca.token;

import java.util.Optional;
import java.util.Set;
import org.lineageca.ca.audit.log.Checkpoint;
import org.lineageca.ca.sealing.AuditKey;
import org.lineageca.ca.sealing.AuditLogBrokenException;
import org.lineageca.ca.sealing.CheckpointSigner;
import org.lineageca.hsm.client.CheckpointRefusedException;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.LastCheckpoint;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.octets.Octets;

/**
 * Checkpoints by a token whose signer remembers the last one on its own disk. It asks no guard: the
 * guard goes by what is remembered here.
 */
public final class TokenCheckpointSigner implements CheckpointSigner {

    private final Signers signers;

    public TokenCheckpointSigner(Signers signers) {
        this.signers = signers;
    }

    @Override
    public Octets publicKey(String token, String label) {
        var signer = signer(token);
        return signer.findByLabel(label)
                .orElseGet(() ->
                        signer.generate(
                                label, KeyAlgorithm.P256, Set.of(KeyPurpose.AUDIT_CHECKPOINT)))
                .handle()
                .publicKey();
    }

    @Override
    public Octets sign(AuditKey key, Checkpoint checkpoint) {
        try {
            return signer(key.token())
                    .signCheckpoint(
                            KeyHandle.of(key.token(), key.verifier().publicKey()),
                            new org.lineageca.hsm.client.Checkpoint(
                                    checkpoint.origin(), checkpoint.size(), checkpoint.root()));
        } catch (CheckpointRefusedException e) {
            throw new AuditLogBrokenException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Optional<Checkpoint> last(AuditKey key) {
        return signer(key.token())
                .lastCheckpoint(key.origin())
                .map(LastCheckpoint::checkpoint)
                .map(last -> new Checkpoint(last.origin(), last.size(), last.root()));
    }

    private Signer signer(String token) {
        var signer = signers.byToken().get(token);
        if (signer == null) {
            throw new TokenUnavailableException(token, "no signer of it is configured here", null);
        }
        return signer;
    }
}
