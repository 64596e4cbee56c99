package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.REVOCATION;

import java.time.Instant;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.lineageca.ca.lifecycle.ObligationStore;
import org.lineageca.ca.x509.GenerationId;

/** What generations answer for, from PostgreSQL. */
public final class JooqObligationStore implements ObligationStore {

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqObligationStore(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public Optional<Instant> lastExpiry(GenerationId generation) {
        return latest(generation, DSL.noCondition());
    }

    @Override
    public Optional<Instant> lastUnrevokedExpiry(GenerationId generation) {
        return latest(
                generation,
                DSL.notExists(
                        DSL.selectOne()
                                .from(REVOCATION)
                                .where(REVOCATION.GENERATION_ID.eq(CERTIFICATE.GENERATION_ID))
                                .and(REVOCATION.SERIAL.eq(CERTIFICATE.SERIAL))));
    }

    private Optional<Instant> latest(GenerationId generation, Condition condition) {
        return database.select(DSL.max(CERTIFICATE.NOT_AFTER))
                .from(CERTIFICATE)
                .where(CERTIFICATE.GENERATION_ID.eq(keys.key(generation)))
                .and(CERTIFICATE.PROFILE.ne("ocsp-signer"))
                // A root's certificate for itself is not what it answers for.
                .and(CERTIFICATE.PROFILE.ne("root-ca"))
                .and(condition)
                .fetchOptional(row -> row.value1());
    }
}
