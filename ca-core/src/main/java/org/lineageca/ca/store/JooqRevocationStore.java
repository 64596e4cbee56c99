package org.lineageca.ca.store;

import static org.lineageca.db.Sequences.STATUS_CHANGE;
import static org.lineageca.db.Tables.REVOCATION;

import java.util.Optional;
import org.jooq.DSLContext;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.lifecycle.RevocationStore;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;

/** Revocations in PostgreSQL. */
public final class JooqRevocationStore implements RevocationStore {

    /**
     * Held from drawing a change number to the commit, so that numbers become visible in their
     * order (migration V0002).
     */
    private static final long STATUS_CHANGE_LOCK = 0x6c696e65616765L;

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqRevocationStore(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public RevocationDecision revoke(GenerationId generation, RevocationEntry entry, Actor actor) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            transaction.execute(
                    "SELECT pg_advisory_xact_lock({0})",
                    org.jooq.impl.DSL.inline(STATUS_CHANGE_LOCK));
            var existing = find(transaction, generation, entry.serial());
            if (existing.isPresent()) {
                return new RevocationDecision.AlreadyRevoked(generation, existing.get());
            }
            transaction
                    .insertInto(REVOCATION)
                    .set(REVOCATION.GENERATION_ID, keys.key(generation))
                    .set(REVOCATION.SERIAL, entry.serial().octets().toArray())
                    .set(REVOCATION.REVOKED_AT, entry.revocationDate())
                    .set(REVOCATION.REASON, (short) entry.reason().code())
                    .set(REVOCATION.INVALIDITY_DATE, entry.invalidityDate())
                    .set(REVOCATION.REVOKED_BY, actor.name())
                    .set(REVOCATION.CHANGE, STATUS_CHANGE.nextval())
                    .execute();
            AuditInsert.insert(
                    transaction,
                    entry.revocationDate(),
                    actor,
                    new AuditEvent.CertificateRevoked(generation, entry));
            return new RevocationDecision.Revoked(generation, entry);
        });
    }

    private Optional<RevocationEntry> find(
            DSLContext transaction, GenerationId generation, SerialNumber serial) {
        return transaction
                .select(REVOCATION.REVOKED_AT, REVOCATION.REASON, REVOCATION.INVALIDITY_DATE)
                .from(REVOCATION)
                .where(REVOCATION.GENERATION_ID.eq(keys.key(generation)))
                .and(REVOCATION.SERIAL.eq(serial.octets().toArray()))
                .fetchOptional(row ->
                        new RevocationEntry(
                                serial,
                                row.value1(),
                                RevocationReason.ofCode(row.value2()),
                                row.value3()));
    }
}
