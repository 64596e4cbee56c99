package org.lineageca.ca.store;

import static org.lineageca.db.Tables.AUTHORITY;
import static org.lineageca.db.Tables.CA_CERTIFICATE;
import static org.lineageca.db.Tables.CRL_SCOPE;
import static org.lineageca.db.Tables.GENERATION;
import static org.lineageca.db.Tables.LINEAGE;
import static org.lineageca.db.Tables.PROFILE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.db.Routines;

/** Authorities in PostgreSQL. */
public final class JooqAuthorityStore implements AuthorityStore {

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqAuthorityStore(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public Generation.AwaitingCertificate create(
            GenerationIdentity identity, CrlSchedule schedule, Instant at, Actor actor) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var generation = insert(transaction, identity, at);
            Routines.createPartitions(transaction.configuration(), generation);
            transaction
                    .insertInto(CRL_SCOPE)
                    .set(CRL_SCOPE.GENERATION_ID, generation)
                    .set(CRL_SCOPE.SCOPE, CrlScope.COMPLETE)
                    .set(CRL_SCOPE.DISTRIBUTION_POINT, identity.uris().crl())
                    .set(CRL_SCOPE.PERIOD_SECONDS, schedule.period().toSeconds())
                    .set(CRL_SCOPE.LIFETIME_SECONDS, schedule.lifetime().toSeconds())
                    .execute();
            AuditInsert.insert(
                    transaction,
                    at,
                    actor,
                    new AuditEvent.GenerationCreated(
                            identity.id(),
                            identity.name().toString(),
                            identity.key().token(),
                            identity.key().keyId().toString()));
            return new Generation.AwaitingCertificate(identity, at);
        });
    }

    private int insert(DSLContext transaction, GenerationIdentity identity, Instant at) {
        var parent = identity.parent();
        return transaction
                .insertInto(GENERATION)
                .set(GENERATION.AUTHORITY_ID, authority(transaction, identity))
                .set(GENERATION.LINEAGE_ID, lineage(transaction, identity.lineage(), at))
                .set(GENERATION.PARENT_ID, parent == null ? null : keys.key(parent))
                .set(GENERATION.NUMBER, identity.number())
                .set(GENERATION.LABEL, identity.id().label())
                .set(GENERATION.SPKI, identity.key().publicKey().toArray())
                .set(GENERATION.TOKEN, identity.key().token())
                .set(GENERATION.KEY_ID, identity.key().keyId().value().toArray())
                .set(GENERATION.ALGORITHM, identity.algorithm().name())
                .set(GENERATION.STATE, "AwaitingCertificate")
                .set(GENERATION.STATE_SINCE, at)
                .set(GENERATION.CA_ISSUERS_URI, identity.uris().caIssuers())
                .set(GENERATION.OCSP_URI, identity.uris().ocsp())
                .returning(GENERATION.GENERATION_ID)
                .fetchSingle()
                .getGenerationId();
    }

    private static int authority(DSLContext transaction, GenerationIdentity identity) {
        var subject = identity.name().der().toArray();
        transaction
                .insertInto(AUTHORITY)
                .set(AUTHORITY.SUBJECT, subject)
                .onConflictDoNothing()
                .execute();
        return transaction
                .select(AUTHORITY.AUTHORITY_ID)
                .from(AUTHORITY)
                .where(AUTHORITY.SUBJECT.eq(subject))
                .fetchSingle()
                .value1();
    }

    private static @Nullable Integer lineage(
            DSLContext transaction, @Nullable String role, Instant at) {
        if (role == null) {
            return null;
        }
        transaction
                .insertInto(LINEAGE)
                .set(LINEAGE.ROLE, role)
                .set(LINEAGE.CREATED_AT, at)
                .onConflictDoNothing()
                .execute();
        return transaction
                .select(LINEAGE.LINEAGE_ID)
                .from(LINEAGE)
                .where(LINEAGE.ROLE.eq(role))
                .fetchSingle()
                .value1();
    }

    @Override
    public List<Generation> generations() {
        return fetch(DSL.noCondition());
    }

    @Override
    public Optional<Generation> find(GenerationId id) {
        return fetch(GENERATION.SPKI_SHA256.eq(id.sha256().toArray())).stream().findFirst();
    }

    @Override
    public Optional<Generation.Enabled> enabled(String lineage) {
        return fetch(LINEAGE.ROLE.eq(lineage).and(GENERATION.STATE.eq("Enabled"))).stream()
                .map(Generation.Enabled.class::cast)
                .findFirst();
    }

    private List<Generation> fetch(Condition condition) {
        return GenerationRows.fetch(database, condition);
    }

    @Override
    public void certified(Generation.AwaitingCertificate from, Generation.Staged to, Actor actor) {
        var certificate = to.certificate();
        var issuer =
                certificate.isSelfSigned()
                        ? to.identity().id()
                        : Objects.requireNonNull(to.identity().parent());
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            transaction
                    .insertInto(CA_CERTIFICATE)
                    .set(CA_CERTIFICATE.GENERATION_ID, keys.key(to.identity().id()))
                    .set(CA_CERTIFICATE.SHA256, certificate.der().sha256().toArray())
                    .set(CA_CERTIFICATE.ISSUER_GENERATION_ID, keys.key(issuer))
                    .set(CA_CERTIFICATE.SERIAL, certificate.serial().octets().toArray())
                    .set(CA_CERTIFICATE.NOT_BEFORE, certificate.notBefore())
                    .set(CA_CERTIFICATE.NOT_AFTER, certificate.notAfter())
                    .set(CA_CERTIFICATE.DER, certificate.der().toArray())
                    .set(CA_CERTIFICATE.RECORDED_AT, to.since())
                    .execute();
            move(transaction, from, to);
            AuditInsert.insert(
                    transaction,
                    to.since(),
                    actor,
                    AuditEvent.CaCertificateRecorded.of(certificate),
                    AuditEvent.GenerationMoved.of(from, to));
        });
    }

    @Override
    public void moved(Generation from, Generation to, Actor actor) {
        database.transaction(configuration -> {
            move(configuration.dsl(), from, to);
            AuditInsert.insert(
                    configuration.dsl(),
                    to.since(),
                    actor,
                    AuditEvent.GenerationMoved.of(from, to));
        });
    }

    private void move(DSLContext transaction, Generation from, Generation to) {
        var moved =
                transaction
                        .update(GENERATION)
                        .set(GENERATION.STATE, to.state())
                        .set(GENERATION.STATE_SINCE, to.since())
                        .where(GENERATION.GENERATION_ID.eq(keys.key(to.identity().id())))
                        .and(GENERATION.STATE.eq(from.state()))
                        .execute();
        if (moved != 1) {
            throw new IllegalStateException(
                    "generation "
                            + to.identity().id()
                            + " is no longer "
                            + from.state()
                            + "; it was not moved to "
                            + to.state());
        }
    }

    @Override
    public List<CaCertificate> chainAbove(GenerationId id) {
        var chain = new ArrayList<CaCertificate>();
        var next = find(id).map(generation -> generation.identity().parent());
        while (next.isPresent()) {
            var parent = find(next.get()).orElseThrow();
            parent.caCertificate()
                    .filter(certificate -> !certificate.isSelfSigned())
                    .ifPresent(chain::add);
            next = Optional.ofNullable(parent.identity().parent());
        }
        return chain;
    }

    @Override
    public void add(CertificateProfile profile) {
        database.insertInto(PROFILE)
                .set(PROFILE.NAME, profile.name())
                .set(
                        PROFILE.LINEAGE_ID,
                        database.select(LINEAGE.LINEAGE_ID)
                                .from(LINEAGE)
                                .where(LINEAGE.ROLE.eq(profile.lineage())))
                .set(PROFILE.TEMPLATE, profile.template().name())
                .set(PROFILE.VALIDITY_SECONDS, profile.validity().toSeconds())
                .onConflictDoNothing()
                .execute();
    }

    @Override
    public Optional<CertificateProfile> profile(String name) {
        return fetchProfiles(PROFILE.NAME.eq(name)).stream().findFirst();
    }

    @Override
    public List<CertificateProfile> profiles() {
        return fetchProfiles(DSL.noCondition());
    }

    private List<CertificateProfile> fetchProfiles(Condition condition) {
        return database.select(
                        PROFILE.NAME, PROFILE.TEMPLATE, LINEAGE.ROLE, PROFILE.VALIDITY_SECONDS)
                .from(PROFILE)
                .join(LINEAGE)
                .using(LINEAGE.LINEAGE_ID)
                .where(condition)
                .orderBy(PROFILE.NAME)
                .fetch(row ->
                        new CertificateProfile(
                                row.value1(),
                                CertificateTemplate.valueOf(row.value2()),
                                row.value3(),
                                Duration.ofSeconds(row.value4())));
    }
}
