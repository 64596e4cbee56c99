package org.lineageca.ca.token;

import java.util.Optional;
import org.lineageca.ca.audit.log.TiledTree;
import org.lineageca.ca.lifecycle.SealedHistory;
import org.lineageca.ca.sealing.AuditLedger;
import org.lineageca.octets.Octets;

/** The audit log on record, and what the signer of its token remembers of it. */
public final class SignedByToken implements SealedHistory {

    private final AuditLedger ledger;
    private final Signers signers;

    public SignedByToken(AuditLedger ledger, Signers signers) {
        this.ledger = ledger;
        this.signers = signers;
    }

    @Override
    public Optional<Sealed> lastSigned() {
        return ledger.key()
                .flatMap(key ->
                        Optional.ofNullable(signers.byToken().get(key.token()))
                                .flatMap(signer -> signer.lastCheckpoint(key.origin())))
                .map(last ->
                        new Sealed(last.checkpoint().size(), last.checkpoint().root(), last.at()));
    }

    @Override
    public long leaves() {
        return ledger.size();
    }

    @Override
    public Octets root(long size) {
        return new TiledTree(ledger, ledger.size()).proofs().root(size);
    }
}
