package org.lineageca.ca.token;

import java.util.Optional;
import org.lineageca.ca.audit.log.TiledTree;
import org.lineageca.ca.lifecycle.SealedHistory;
import org.lineageca.ca.sealing.AuditLedger;
import org.lineageca.octets.Octets;

/** The audit log on record, and what its key's signer remembers of it. */
public final class SealedAuditLog implements SealedHistory {

    private final AuditLedger ledger;
    private final Signers signers;

    public SealedAuditLog(AuditLedger ledger, Signers signers) {
        this.ledger = ledger;
        this.signers = signers;
    }

    @Override
    public Optional<Sealed> lastSigned() {
        return ledger.key()
                .flatMap(key -> signers.signer(key.token()).lastCheckpoint(key.origin()))
                .map(last ->
                        new Sealed(last.checkpoint().size(), last.checkpoint().root(), last.at()));
    }

    @Override
    public long leaves() {
        return ledger.size();
    }

    @Override
    public Octets root(long size) {
        return new TiledTree(ledger, size).proofs().root(size);
    }
}
