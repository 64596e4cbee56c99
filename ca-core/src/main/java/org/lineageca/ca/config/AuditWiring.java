package org.lineageca.ca.config;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.lineageca.ca.sealing.AuditLedger;
import org.lineageca.ca.sealing.CheckpointSigner;
import org.lineageca.ca.sealing.KeepAuditKey;
import org.lineageca.ca.sealing.ReadAuditLog;
import org.lineageca.ca.sealing.SealAuditLog;
import org.lineageca.ca.store.JooqAuditLedger;
import org.lineageca.ca.token.TokenCheckpointSigner;
import org.lineageca.ca.token.TokenSigning;

/** Puts the parts together that keep the audit log. */
@Factory
final class AuditWiring {

    @Singleton
    AuditLedger auditLedger(DSLContext database) {
        return new JooqAuditLedger(database);
    }

    @Singleton
    CheckpointSigner checkpointSigner(TokenSigning signing) {
        return new TokenCheckpointSigner(signing);
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
