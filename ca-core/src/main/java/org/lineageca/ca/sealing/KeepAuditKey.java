package org.lineageca.ca.sealing;

import java.time.InstantSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.audit.log.VerifierKey;

/** Sees to it that there is a key that signs checkpoints. */
public final class KeepAuditKey {

    private static final String TOKEN = "issuing";
    private static final String LABEL = "audit-1";

    /** Of the key's SHA-256, in hexadecimal digits: no two logs have one name. */
    private static final int NAME_DIGITS = 16;

    private final AuditLedger ledger;
    private final CheckpointSigner signer;
    private final InstantSource clock;

    public KeepAuditKey(AuditLedger ledger, CheckpointSigner signer, InstantSource clock) {
        this.ledger = ledger;
        this.signer = signer;
        this.clock = clock;
    }

    /** The key on record; made on the token and recorded if there is none. */
    public AuditKey key(Actor actor) {
        actor.require(Permission.OPERATE);
        return ledger.key().orElseGet(() -> created(actor));
    }

    private AuditKey created(Actor actor) {
        var publicKey = signer.publicKey(TOKEN, LABEL);
        var name = "lineage/audit/" + publicKey.sha256().toHex().substring(0, NAME_DIGITS);
        ledger.keep(
                new AuditKey(new VerifierKey(name, publicKey), TOKEN, LABEL),
                clock.instant(),
                actor);
        // Another node may have been first.
        return ledger.key()
                .orElseThrow(() -> new IllegalStateException("the audit key was not recorded"));
    }
}
