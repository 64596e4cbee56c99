package org.lineageca.ca.store;

import java.time.Instant;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.lifecycle.RevocationStore;
import org.lineageca.ca.revocation.ReleaseDecision;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationEntry;
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
        return changing(generation, entry.serial(), row -> row.revoke(entry, actor));
    }

    @Override
    public ReleaseDecision release(
            GenerationId generation, SerialNumber serial, String because, Instant at, Actor actor) {
        return changing(generation, serial, row -> row.release(because, at, actor));
    }

    private <T> T changing(
            GenerationId generation, SerialNumber serial, Function<RevocationRow, T> change) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            StatusChange.lock(transaction);
            return change.apply(new RevocationRow(transaction, keys, generation, serial));
        });
    }
}
