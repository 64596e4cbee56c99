package org.lineageca.ca.store;

import static org.lineageca.db.Tables.AUTHORITY;
import static org.lineageca.db.Tables.GENERATION;
import static org.lineageca.db.Tables.KEY_DESTRUCTION;
import static org.lineageca.db.Tables.LINEAGE;
import static org.lineageca.db.Tables.PROFILE;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.NamingRule;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.IssuingPlace;
import org.lineageca.ca.profile.ProfileDocument;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.db.Routines;
import org.lineageca.octets.Octets;

/** Authorities in PostgreSQL. */
public final class JooqAuthorityStore implements AuthorityStore {

    private final DSLContext database;
    private final GenerationKeys keys;
    private final ProfileRows profiles;

    public JooqAuthorityStore(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
        this.profiles = new ProfileRows(database);
    }

    @Override
    public Generation.AwaitingCertificate create(
            GenerationIdentity identity, CrlPolicy crls, Instant at, Actor actor) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var generation = insert(transaction, identity, at);
            Routines.createPartitions(transaction.configuration(), generation);
            CrlPolicyRows.of(transaction, generation, identity.uris().crl()).put(crls);
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
        var issuer = certificate.isSelfSigned() ? to.identity().id() : to.identity().parent();
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            CaCertificateRows.insert(transaction, keys, certificate, issuer, false, to.since());
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

    @Override
    public void cutOver(
            Generation.Enabled from,
            Generation.Disabled disabled,
            Generation.Staged to,
            Generation.Enabled enabled,
            Actor actor) {
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            // Waits for intents under way: they hold the row shared (JooqCertificateStore).
            move(transaction, from, disabled);
            move(transaction, to, enabled);
            AuditInsert.insert(
                    transaction,
                    enabled.since(),
                    actor,
                    AuditEvent.GenerationMoved.of(from, disabled),
                    AuditEvent.GenerationMoved.of(to, enabled));
        });
    }

    @Override
    public void revoked(
            Generation from,
            Generation.Revoked to,
            RevocationReason reason,
            @Nullable Instant invalidityDate,
            @Nullable RevocationReason certificates,
            Actor actor) {
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            // First: whoever intends to issue waits for this, and then finds it revoked.
            move(transaction, from, to);
            AuditInsert.insert(
                    transaction, to.since(), actor, AuditEvent.GenerationMoved.of(from, to));
            StatusChange.lock(transaction);
            revokeOwn(transaction, to.identity().id(), reason, invalidityDate, to.since(), actor);
            if (certificates != null) {
                AuthorityRevocation.revokeAll(
                        transaction, keys, to.identity().id(), certificates, to.since(), actor);
            }
        });
    }

    @Override
    public List<GenerationId> certifiers(GenerationId id) {
        return new OwnCertificates(database, keys, id).certifiers();
    }

    @Override
    public boolean hasOwnToRevoke(GenerationId id, RevocationReason reason, Instant at) {
        return new OwnCertificates(database, keys, id).hasAnyToRevoke(reason, at);
    }

    @Override
    public void revokeOwn(
            GenerationId id,
            RevocationReason reason,
            @Nullable Instant invalidityDate,
            Instant at,
            Actor actor) {
        database.transaction(configuration -> {
            StatusChange.lock(configuration.dsl());
            revokeOwn(configuration.dsl(), id, reason, invalidityDate, at, actor);
        });
    }

    private void revokeOwn(
            DSLContext transaction,
            GenerationId id,
            RevocationReason reason,
            @Nullable Instant invalidityDate,
            Instant at,
            Actor actor) {
        new OwnCertificates(transaction, keys, id)
                .revoke(reason, invalidityDate, at.truncatedTo(ChronoUnit.SECONDS), actor);
    }

    @Override
    public void destroyed(Generation from, Generation.Destroyed to, String refusal, Actor actor) {
        var key = to.identity().key();
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            move(transaction, from, to);
            transaction
                    .insertInto(KEY_DESTRUCTION)
                    .set(KEY_DESTRUCTION.GENERATION_ID, keys.key(to.identity().id()))
                    .set(KEY_DESTRUCTION.TOKEN, key.token())
                    .set(KEY_DESTRUCTION.KEY_ID, key.keyId().value().toArray())
                    .set(KEY_DESTRUCTION.DESTROYED_AT, to.since())
                    .set(KEY_DESTRUCTION.DESTROYED_BY, actor.name())
                    .set(KEY_DESTRUCTION.REFUSAL, refusal)
                    .execute();
            AuditInsert.insert(
                    transaction,
                    to.since(),
                    actor,
                    AuditEvent.GenerationMoved.of(from, to),
                    new AuditEvent.KeyDestroyed(
                            to.identity().id(), key.token(), key.keyId().toString(), refusal));
        });
    }

    @Override
    public void add(
            CaCertificate certificate,
            @Nullable GenerationId issuer,
            boolean isCross,
            Instant at,
            Actor actor) {
        database.transaction(configuration -> {
            CaCertificateRows.insert(configuration.dsl(), keys, certificate, issuer, isCross, at);
            AuditInsert.insert(
                    configuration.dsl(),
                    at,
                    actor,
                    AuditEvent.CaCertificateRecorded.of(certificate));
        });
    }

    @Override
    public List<RecordedCaCertificate> certificates(GenerationId id) {
        return CaCertificateRows.of(database, keys, id);
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
    public void requested(GenerationId generation, Octets requestSha256, Instant at, Actor actor) {
        AuditInsert.insert(
                database,
                at,
                actor,
                new AuditEvent.CertificationRequested(generation, requestSha256));
    }

    @Override
    public void restricted(GenerationId generation, String purposes, Instant at, Actor actor) {
        AuditInsert.insert(database, at, actor, new AuditEvent.KeyRestricted(generation, purposes));
    }

    @Override
    public Optional<NamingRule> namingRule(String lineage) {
        return database.select(LINEAGE.NAMING_RULE)
                .from(LINEAGE)
                .where(LINEAGE.ROLE.eq(lineage))
                .and(LINEAGE.NAMING_RULE.isNotNull())
                .fetchOptional(row -> new NamingRule(row.value1()));
    }

    @Override
    public void name(String lineage, NamingRule rule) {
        database.update(LINEAGE)
                .set(LINEAGE.NAMING_RULE, rule.template())
                .where(LINEAGE.ROLE.eq(lineage))
                .execute();
    }

    @Override
    public List<CaCertificate> chainAbove(GenerationId id) {
        return ChainAbove.of(this, new JooqForeignCertificates(database), id);
    }

    @Override
    public void add(ProfileDocument document, Instant at, Actor actor) {
        database.transaction(
                configuration -> ProfileRows.insertFirst(configuration.dsl(), document, at, actor));
    }

    @Override
    public Optional<IssuingPlace> place(String profile) {
        return GenerationRows.issuing(database, profile)
                .map(row ->
                        new IssuingPlace(
                                profiles.profile(row),
                                Optional.of((Generation.Enabled) GenerationRows.generation(row))));
    }

    @Override
    public Optional<CertificateProfile> profile(String name) {
        return profiles.fetch(PROFILE.NAME.eq(name)).stream().findFirst();
    }

    @Override
    public List<CertificateProfile> profiles() {
        return profiles.fetch(DSL.noCondition());
    }
}
