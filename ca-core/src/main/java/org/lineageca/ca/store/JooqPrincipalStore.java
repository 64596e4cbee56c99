package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.CREDENTIAL;
import static org.lineageca.db.Tables.PRINCIPAL;
import static org.lineageca.db.Tables.REVOCATION;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record6;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.lifecycle.Person;
import org.lineageca.ca.lifecycle.PrincipalStore;
import org.lineageca.ca.x509.PinnedCertificate;
import org.lineageca.octets.Octets;

/** Principals in PostgreSQL. */
public final class JooqPrincipalStore implements PrincipalStore {

    private static final List<String> PEOPLE =
            Arrays.stream(TrustedRole.values())
                    .filter(TrustedRole::isHuman)
                    .map(TrustedRole::name)
                    .toList();

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqPrincipalStore(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public List<Person> people() {
        return database.select(
                        PRINCIPAL.NAME,
                        PRINCIPAL.ROLE,
                        CREDENTIAL.SHA256,
                        CREDENTIAL.DER,
                        CREDENTIAL.GENERATION_ID,
                        CERTIFICATE.NOT_AFTER)
                .from(CREDENTIAL)
                .join(PRINCIPAL)
                .using(PRINCIPAL.PRINCIPAL_ID)
                .leftJoin(CERTIFICATE)
                .on(
                        CERTIFICATE
                                .GENERATION_ID
                                .eq(CREDENTIAL.GENERATION_ID)
                                .and(CERTIFICATE.SERIAL.eq(CREDENTIAL.SERIAL)))
                .where(PRINCIPAL.ROLE.in(PEOPLE).and(isAccepted()))
                .orderBy(PRINCIPAL.NAME, CREDENTIAL.SHA256)
                .fetch(JooqPrincipalStore::person);
    }

    private static Person person(
            Record6<String, String, byte[], byte @Nullable [], @Nullable Integer, @Nullable Instant>
                    row) {
        var der = row.value4();
        var issuedUntil = row.value6();
        return new Person(
                row.value1(),
                TrustedRole.valueOf(row.value2()),
                Octets.of(row.value3()),
                der == null ? null : Octets.of(der),
                row.value5() == null,
                issuedUntil == null ? pinned(der).notAfter() : issuedUntil);
    }

    private static PinnedCertificate pinned(byte @Nullable [] der) {
        if (der == null) {
            throw new IllegalStateException("the schema keeps a certificate that is pinned");
        }
        return PinnedCertificate.parse(Octets.of(der));
    }

    /** Neither is the principal or the certificate removed, nor is that revoked or on hold. */
    private static Condition isAccepted() {
        return PRINCIPAL
                .REMOVED_AT
                .isNull()
                .and(CREDENTIAL.REMOVED_AT.isNull())
                .andNotExists(
                        DSL.selectOne()
                                .from(REVOCATION)
                                .where(
                                        REVOCATION
                                                .GENERATION_ID
                                                .eq(CREDENTIAL.GENERATION_ID)
                                                .and(REVOCATION.SERIAL.eq(CREDENTIAL.SERIAL))
                                                .and(RevokedRows.inForce())));
    }

    @Override
    public boolean isTaken(String name) {
        return database.fetchExists(PRINCIPAL, PRINCIPAL.NAME.eq(name));
    }

    @Override
    public void register(
            String name, TrustedRole role, IssuedCertificate certificate, Instant at, Actor actor) {
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
                    .set(CREDENTIAL.SHA256, certificate.der().sha256().toArray())
                    .set(CREDENTIAL.PRINCIPAL_ID, principal)
                    .set(CREDENTIAL.GENERATION_ID, keys.key(certificate.generation()))
                    .set(CREDENTIAL.SERIAL, certificate.serial().octets().toArray())
                    .set(CREDENTIAL.DER, certificate.der().toArray())
                    .execute();
            AuditInsert.insert(
                    transaction,
                    at,
                    actor,
                    new AuditEvent.CredentialRegistered(
                            name, role.name(), certificate.der().sha256()));
        });
    }

    @Override
    public Pinning pin(
            String name, TrustedRole role, PinnedCertificate certificate, Instant at, Actor actor) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var fingerprint = certificate.fingerprint().toArray();
            if (transaction.fetchExists(CREDENTIAL, CREDENTIAL.SHA256.eq(fingerprint))) {
                return Pinning.CERTIFICATE_TAKEN;
            }
            var principal =
                    transaction
                            .insertInto(PRINCIPAL)
                            .set(PRINCIPAL.NAME, name)
                            .set(PRINCIPAL.ROLE, role.name())
                            .set(PRINCIPAL.CREATED_AT, at)
                            .onConflictDoNothing()
                            .returningResult(PRINCIPAL.PRINCIPAL_ID)
                            .fetchOptional(PRINCIPAL.PRINCIPAL_ID);
            if (principal.isEmpty()) {
                return Pinning.NAME_TAKEN;
            }
            transaction
                    .insertInto(CREDENTIAL)
                    .set(CREDENTIAL.SHA256, fingerprint)
                    .set(CREDENTIAL.PRINCIPAL_ID, principal.get())
                    .set(CREDENTIAL.DER, certificate.der().toArray())
                    .execute();
            AuditInsert.insert(
                    transaction,
                    at,
                    actor,
                    new AuditEvent.CredentialRegistered(
                            name, role.name(), certificate.fingerprint()));
            return Pinning.PINNED;
        });
    }

    @Override
    public boolean remove(String name, Instant at, Actor actor) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var role =
                    transaction
                            .update(PRINCIPAL)
                            .set(PRINCIPAL.REMOVED_AT, at)
                            .where(PRINCIPAL.NAME.eq(name).and(PRINCIPAL.REMOVED_AT.isNull()))
                            .returningResult(PRINCIPAL.ROLE)
                            .fetchOptional(PRINCIPAL.ROLE);
            role.ifPresent(held ->
                    AuditInsert.insert(
                            transaction, at, actor, new AuditEvent.PrincipalRemoved(name, held)));
            return role.isPresent();
        });
    }
}
