package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CREDENTIAL;
import static org.lineageca.db.Tables.PRINCIPAL;
import static org.lineageca.db.Tables.REVOCATION;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.lifecycle.PrincipalStore;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** Principals in PostgreSQL. */
public final class JooqPrincipalStore implements PrincipalStore {

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqPrincipalStore(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public Optional<Actor.Principal> byCertificate(Octets sha256) {
        return database.select(PRINCIPAL.NAME, PRINCIPAL.ROLE)
                .from(CREDENTIAL)
                .join(PRINCIPAL)
                .using(PRINCIPAL.PRINCIPAL_ID)
                .where(CREDENTIAL.SHA256.eq(sha256.toArray()))
                .andNotExists(
                        DSL.selectOne()
                                .from(REVOCATION)
                                .where(
                                        REVOCATION
                                                .GENERATION_ID
                                                .eq(CREDENTIAL.GENERATION_ID)
                                                .and(REVOCATION.SERIAL.eq(CREDENTIAL.SERIAL))))
                .fetchOptional(row ->
                        new Actor.Principal(row.value1(), TrustedRole.valueOf(row.value2())));
    }

    @Override
    public void register(
            String name,
            TrustedRole role,
            GenerationId generation,
            SerialNumber serial,
            Octets sha256,
            Instant at,
            Actor actor) {
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            transaction
                    .insertInto(PRINCIPAL)
                    .set(PRINCIPAL.NAME, name)
                    .set(PRINCIPAL.ROLE, role.name())
                    .set(PRINCIPAL.CREATED_AT, at)
                    .onConflictDoNothing()
                    .execute();
            var principal =
                    transaction
                            .select(PRINCIPAL.PRINCIPAL_ID)
                            .from(PRINCIPAL)
                            .where(PRINCIPAL.NAME.eq(name).and(PRINCIPAL.ROLE.eq(role.name())))
                            .fetchOptional(PRINCIPAL.PRINCIPAL_ID)
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "'"
                                                    + name
                                                    + "' already holds another role; no one holds two. Nothing was registered."));
            transaction
                    .insertInto(CREDENTIAL)
                    .set(CREDENTIAL.SHA256, sha256.toArray())
                    .set(CREDENTIAL.PRINCIPAL_ID, principal)
                    .set(CREDENTIAL.GENERATION_ID, keys.key(generation))
                    .set(CREDENTIAL.SERIAL, serial.octets().toArray())
                    .execute();
            AuditInsert.insert(
                    transaction,
                    at,
                    actor,
                    new AuditEvent.CredentialRegistered(name, role.name(), sha256));
        });
    }
}
