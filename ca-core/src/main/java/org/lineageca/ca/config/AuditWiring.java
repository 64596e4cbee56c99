package org.lineageca.ca.config;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.lineageca.ca.lifecycle.SealedHistory;
import org.lineageca.ca.sealing.AuditLedger;
import org.lineageca.ca.sealing.CheckpointSigner;
import org.lineageca.ca.sealing.KeepAuditKey;
import org.lineageca.ca.sealing.ReadAuditLog;
import org.lineageca.ca.sealing.SealAuditLog;
import org.lineageca.ca.store.JooqAuditLedger;
import org.lineageca.ca.token.SealedAuditLog;
import org.lineageca.ca.token.Signers;
import org.lineageca.ca.token.TokenCheckpointSigner;

/** Puts the parts together that keep the audit log. */
@Factory
final class AuditWiring {

    @Singleton
    AuditLedger auditLedger(DSLContext database) {
        return new JooqAuditLedger(database);
    }

    @Singleton
    CheckpointSigner checkpointSigner(Signers signers) {
        return new TokenCheckpointSigner(signers);
    }

    /** What the guard of every signature compares; it must not need a signature itself. */
    @Singleton
    SealedHistory sealedHistory(AuditLedger ledger, Signers signers) {
        return new SealedAuditLog(ledger, signers);
    }

    @Singleton
    KeepAuditKey keepAuditKey(AuditLedger ledger, CheckpointSigner signer, InstantSource clock) {
        return new KeepAuditKey(ledger, signer, clock);
    }

    @Singleton
    SealAuditLog sealAuditLog(AuditLedger ledger, CheckpointSigner signer, InstantSource clock) {
        return new SealAuditLog(ledger, signer, clock);
    }

    @Singleton
    ReadAuditLog readAuditLog(AuditLedger ledger, CheckpointSigner signer) {
        return new ReadAuditLog(ledger, signer);
    }
}
