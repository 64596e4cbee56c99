package org.lineageca.ca.store;

import static org.lineageca.db.Tables.REVOCATION;

import java.util.Optional;
import org.jooq.DSLContext;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.lifecycle.RevocationStore;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;

/** Revocations in PostgreSQL. */
public final class JooqRevocationStore implements RevocationStore {

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
            StatusChange.lock(transaction);
            var existing = find(transaction, generation, entry.serial());
            if (existing.isPresent()) {
                return new RevocationDecision.AlreadyRevoked(generation, existing.get());
            }
            AuthorityRevocation.insert(transaction, keys, generation, entry, actor);
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
