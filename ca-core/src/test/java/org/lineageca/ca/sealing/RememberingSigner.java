package org.lineageca.ca.sealing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.audit.log.Checkpoint;
import org.lineageca.octets.Octets;

/** Signs on a real token; what it remembers can be put aside and had back. */
final class RememberingSigner implements CheckpointSigner {

    private final CheckpointSigner real;
    private @Nullable Checkpoint last;
    private @Nullable Checkpoint saved;

    RememberingSigner(CheckpointSigner real) {
        this.real = real;
    }

    void save() {
        saved = last;
    }

    void restore() {
        last = saved;
    }

    @Override
    public Octets publicKey(String token, String label) {
        return real.publicKey(token, label);
    }

    @Override
    public boolean holds(AuditKey key) {
        return real.holds(key);
    }

    @Override
    public synchronized Octets sign(AuditKey key, Checkpoint checkpoint) {
        var signature = real.sign(key, checkpoint);
        last = checkpoint;
        return signature;
    }

    @Override
    public synchronized Optional<Checkpoint> last(AuditKey key) {
        return Optional.ofNullable(last);
    }
}
