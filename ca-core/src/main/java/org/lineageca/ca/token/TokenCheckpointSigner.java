package org.lineageca.ca.token;

import java.util.Optional;
import java.util.Set;
import org.lineageca.ca.audit.log.Checkpoint;
import org.lineageca.ca.sealing.AuditKey;
import org.lineageca.ca.sealing.CheckpointSigner;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.UnknownKeyException;
import org.lineageca.octets.Octets;

/**
 * Signs checkpoints on a token, whose signer remembers them. Not by way of {@link TokenSigning}:
 * its guard goes by what is signed here.
 */
public final class TokenCheckpointSigner implements CheckpointSigner {

    private final Signers signers;

    public TokenCheckpointSigner(Signers signers) {
        this.signers = signers;
    }

    @Override
    public Octets publicKey(String token, String label) {
        var signer = signers.signer(token);
        return signer.findByLabel(label)
                .orElseGet(() ->
                        signer.generate(
                                label, KeyAlgorithm.P256, Set.of(KeyPurpose.AUDIT_CHECKPOINT)))
                .handle()
                .publicKey();
    }

    @Override
    public boolean holds(AuditKey key) {
        return signers.signer(key.token())
                .findByLabel(key.label())
                .filter(found -> found.handle().publicKey().equals(key.verifier().publicKey()))
                .isPresent();
    }

    @Override
    public Octets sign(AuditKey key, Checkpoint checkpoint) {
        try {
            return signers.signer(key.token())
                    .signCheckpoint(
                            KeyHandle.of(key.token(), key.verifier().publicKey()),
                            new org.lineageca.hsm.client.Checkpoint(
                                    checkpoint.origin(), checkpoint.size(), checkpoint.root()));
        } catch (UnknownKeyException e) {
            throw new UnknownKeyException(
                    "The audit key %s is not on token '%s'. No checkpoint was signed. Put the token back, or, if it is lost for good, run `lineage replace-audit-key`."
                            .formatted(key.label(), key.token()));
        }
    }

    @Override
    public Optional<Checkpoint> last(AuditKey key) {
        return signers.signer(key.token())
                .lastCheckpoint(key.origin())
                .map(last ->
                        new Checkpoint(
                                last.checkpoint().origin(),
                                last.checkpoint().size(),
                                last.checkpoint().root()));
    }
}
