package org.lineageca.ca.token;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.audit.log.Checkpoint;
import org.lineageca.ca.sealing.AuditKey;
import org.lineageca.ca.sealing.CheckpointSigner;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/** Signs checkpoints on a token; remembers the last for as long as this process runs. */
public final class TokenCheckpointSigner implements CheckpointSigner {

    private final TokenSigning signing;
    private volatile @Nullable Checkpoint last;

    public TokenCheckpointSigner(TokenSigning signing) {
        this.signing = signing;
    }

    @Override
    public Octets publicKey(String token, String label) {
        var signer = signing.signer(token);
        return signer.findByLabel(label)
                .orElseGet(() ->
                        signer.generate(
                                label, KeyAlgorithm.P256, Set.of(KeyPurpose.AUDIT_CHECKPOINT)))
                .handle()
                .publicKey();
    }

    @Override
    public Octets sign(AuditKey key, Checkpoint checkpoint) {
        var body = Octets.of(checkpoint.body().getBytes(StandardCharsets.UTF_8));
        var signature =
                signing.signer(key.token())
                        .sign(
                                KeyHandle.of(key.token(), key.verifier().publicKey()),
                                KeyPurpose.AUDIT_CHECKPOINT,
                                SignatureAlgorithm.ECDSA_SHA256,
                                body.sha256());
        last = checkpoint;
        return signature;
    }

    @Override
    public Optional<Checkpoint> last(AuditKey key) {
        return Optional.ofNullable(last);
    }
}
