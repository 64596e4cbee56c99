package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.GENERATION;
import static org.lineageca.db.Tables.REVOCATION;
import static org.lineageca.db.Tables.SIGNED_CERTIFICATE;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.lifecycle.CertificatePosition;
import org.lineageca.ca.lifecycle.CertificateQuery;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.CertificateReference;
import org.lineageca.ca.lifecycle.CertificateStore;
import org.lineageca.ca.lint.Linted;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** Certificates in PostgreSQL. */
public final class JooqCertificateStore implements CertificateStore {

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqCertificateStore(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public Intent intend(
            Linted<CertificateContent> linted,
            @Nullable Octets requestSha256,
            Instant at,
            Actor actor) {
        var content = linted.content();
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            if (!maySign(transaction, content)) {
                return new Intent.IssuerMoved();
            }
            KeyRows.refuse(transaction, content);
            if (requestSha256 != null) {
                var existing = answered(transaction, content, requestSha256, at);
                if (existing.isPresent()) {
                    return new Intent.Duplicate(existing.get());
                }
            }
            refuseReusedSerial(transaction, content);
            insert(transaction, linted, requestSha256, at, actor);
            return new Intent.Committed();
        });
    }

    @Override
    public void adopt(
            Linted<CertificateContent> linted,
            @Nullable Octets requestSha256,
            Instant at,
            Actor actor) {
        database.transaction(configuration -> {
            refuseReusedSerial(configuration.dsl(), linted.content());
            insert(configuration.dsl(), linted, requestSha256, at, actor);
        });
    }

    /**
     * Holds the generation's state for the length of the transaction, so that a cut-over waits for
     * intents under way.
     */
    private boolean maySign(DSLContext transaction, CertificateContent content) {
        var state =
                transaction
                        .select(GENERATION.STATE)
                        .from(GENERATION)
                        .where(GENERATION.GENERATION_ID.eq(keys.key(content.generation())))
                        .forShare()
                        .fetchSingle()
                        .value1();
        return switch (content.template()) {
            case ROOT_CA -> Set.of("AwaitingCertificate", "Staged", "Enabled").contains(state);
            case OCSP_SIGNER -> Set.of("Staged", "Enabled", "Disabled", "Revoked").contains(state);
            case ISSUING_CA, CROSS_CA, TLS_SERVER, TLS_CLIENT -> state.equals("Enabled");
        };
    }

    private Optional<SerialNumber> answered(
            DSLContext transaction, CertificateContent content, Octets requestSha256, Instant at) {
        // Two copies of one request at the same moment: the second waits here and then finds the
        // first.
        transaction.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended({0}, 0))",
                DSL.val(requestSha256.toHex()));
        var lifeLeft =
                CERTIFICATE.NOT_BEFORE.add(
                        DSL.field(
                                "({0} - {1}) * 2 / 3",
                                org.jooq.types.DayToSecond.class,
                                CERTIFICATE.NOT_AFTER,
                                CERTIFICATE.NOT_BEFORE));
        return transaction
                .select(CERTIFICATE.SERIAL)
                .from(CERTIFICATE)
                .join(SIGNED_CERTIFICATE)
                .using(CERTIFICATE.GENERATION_ID, CERTIFICATE.SERIAL)
                .where(CERTIFICATE.GENERATION_ID.eq(keys.key(content.generation())))
                .and(CERTIFICATE.REQUEST_SHA256.eq(requestSha256.toArray()))
                .and(CERTIFICATE.PROFILE.eq(content.profile()))
                .and(lifeLeft.gt(at))
                .and(isNotRevoked())
                .limit(1)
                .fetchOptional(row -> SerialNumber.ofOctets(Octets.of(row.value1())));
    }

    @Override
    public Optional<Octets> answer(GenerationId generation, Octets requestSha256) {
        return database.select(SIGNED_CERTIFICATE.DER)
                .from(CERTIFICATE)
                .join(SIGNED_CERTIFICATE)
                .using(CERTIFICATE.GENERATION_ID, CERTIFICATE.SERIAL)
                .where(CERTIFICATE.GENERATION_ID.eq(keys.key(generation)))
                .and(CERTIFICATE.REQUEST_SHA256.eq(requestSha256.toArray()))
                .and(isNotRevoked())
                .orderBy(CERTIFICATE.INTENDED_AT.desc())
                .limit(1)
                .fetchOptional(row -> Octets.of(row.value1()));
    }

    private static Condition isNotRevoked() {
        return DSL.notExists(
                DSL.selectOne()
                        .from(REVOCATION)
                        .where(REVOCATION.GENERATION_ID.eq(CERTIFICATE.GENERATION_ID))
                        .and(REVOCATION.SERIAL.eq(CERTIFICATE.SERIAL))
                        .and(RevokedRows.inForce()));
    }

    /**
     * Unique under the issuer's name, not only under its key (RFC 5280 4.1.2.2). The primary key
     * sees to the one generation, this to its siblings.
     */
    private void refuseReusedSerial(DSLContext transaction, CertificateContent content) {
        var sibling = GENERATION.as("sibling");
        var used =
                transaction.fetchExists(
                        DSL.selectOne()
                                .from(CERTIFICATE)
                                .where(CERTIFICATE.SERIAL.eq(content.serial().octets().toArray()))
                                .and(
                                        CERTIFICATE.GENERATION_ID.in(
                                                DSL.select(sibling.GENERATION_ID)
                                                        .from(GENERATION)
                                                        .join(sibling)
                                                        .on(
                                                                sibling.AUTHORITY_ID.eq(
                                                                        GENERATION.AUTHORITY_ID))
                                                        .where(
                                                                GENERATION.GENERATION_ID.eq(
                                                                        keys.key(
                                                                                content
                                                                                        .generation()))))));
        if (used) {
            throw new IllegalStateException(
                    "serial number "
                            + content.serial()
                            + " was used before under this issuer name; the random source is broken. Nothing was signed.");
        }
    }

    /** A root's own certificate, and a delegate's, name none: their revocation is told in full. */
    private static String crlScope(CertificateContent content) {
        var issuer = content.issuer();
        return issuer == null || content.template() == CertificateTemplate.OCSP_SIGNER
                ? CrlScope.COMPLETE
                : content.crlPointer(issuer.uris()).scope();
    }

    private void insert(
            DSLContext transaction,
            Linted<CertificateContent> linted,
            @Nullable Octets requestSha256,
            Instant at,
            Actor actor) {
        var content = linted.content();
        var tbsSha256 = linted.toBeSigned().sha256();
        transaction
                .insertInto(CERTIFICATE)
                .set(CERTIFICATE.GENERATION_ID, keys.key(content.generation()))
                .set(CERTIFICATE.SERIAL, content.serial().octets().toArray())
                .set(CERTIFICATE.CRL_SCOPE, crlScope(content))
                .set(CERTIFICATE.PROFILE, content.profile())
                .set(CERTIFICATE.SUBJECT, content.subject().toString())
                .set(
                        CERTIFICATE.NAMES,
                        content.names().stream().map(AlternativeName::text).toArray(String[]::new))
                .set(CERTIFICATE.NOT_BEFORE, content.notBefore())
                .set(CERTIFICATE.NOT_AFTER, content.notAfter())
                .set(CERTIFICATE.SPKI_SHA256, content.publicKey().sha256().toArray())
                .set(
                        CERTIFICATE.REQUEST_SHA256,
                        requestSha256 == null ? null : requestSha256.toArray())
                .set(CERTIFICATE.TBS_SHA256, tbsSha256.toArray())
                .set(CERTIFICATE.INTENDED_AT, at)
                .set(CERTIFICATE.INTENDED_BY, actor.name())
                .execute();
        AuditInsert.insert(
                transaction,
                at,
                actor,
                new AuditEvent.CertificateIntended(
                        content.generation(),
                        content.serial(),
                        content.profile(),
                        content.subject().toString(),
                        tbsSha256));
        if (!linted.warnings().isEmpty()) {
            AuditInsert.insert(
                    transaction,
                    at,
                    actor,
                    new AuditEvent.CertificateWarned(
                            content.generation(), content.serial(), linted.warnings()));
        }
    }

    @Override
    public void record(Linted<CertificateContent> linted, Octets der, Instant at, Actor actor) {
        var content = linted.content();
        database.transaction(configuration -> {
            configuration
                    .dsl()
                    .insertInto(SIGNED_CERTIFICATE)
                    .set(SIGNED_CERTIFICATE.GENERATION_ID, keys.key(content.generation()))
                    .set(SIGNED_CERTIFICATE.SERIAL, content.serial().octets().toArray())
                    .set(SIGNED_CERTIFICATE.SHA256, der.sha256().toArray())
                    .set(SIGNED_CERTIFICATE.DER, der.toArray())
                    .set(SIGNED_CERTIFICATE.RECORDED_AT, at)
                    .execute();
            AuditInsert.insert(
                    configuration.dsl(),
                    at,
                    actor,
                    new AuditEvent.CertificateRecorded(
                            content.generation(), content.serial(), der.sha256()));
        });
    }

    @Override
    public List<CertificateRecord> search(
            CertificateQuery query, @Nullable CertificatePosition after) {
        var generation = query.generation();
        var inGeneration =
                generation == null
                        ? DSL.noCondition()
                        : CERTIFICATE.GENERATION_ID.eq(keys.key(generation));
        return CertificateRows.fetch(
                database,
                keys,
                inGeneration.and(matching(query.text().strip())).and(behind(after)),
                query.offset(),
                query.limit());
    }

    private static Condition behind(@Nullable CertificatePosition position) {
        if (position == null) {
            return DSL.noCondition();
        }
        var at = position.intendedAt();
        // The first condition follows from the second; an index can begin there.
        return CERTIFICATE
                .INTENDED_AT
                .le(at)
                .and(
                        CERTIFICATE
                                .INTENDED_AT
                                .lt(at)
                                .or(CERTIFICATE.SERIAL.gt(position.serial().octets().toArray())));
    }

    private static Condition matching(String text) {
        if (text.isEmpty()) {
            return DSL.noCondition();
        }
        var byName =
                CERTIFICATE
                        .SUBJECT
                        .containsIgnoreCase(text)
                        .or(
                                DSL.arrayToString(CERTIFICATE.NAMES, DSL.inline(" "))
                                        .containsIgnoreCase(text));
        var digits = text.replace(":", "").toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{2,64}")) {
            return byName;
        }
        var serial = DSL.function("encode", String.class, CERTIFICATE.SERIAL, DSL.inline("hex"));
        var bySerial = serial.startsWith(digits).or(serial.startsWith("00" + digits));
        return digits.length() == 64
                ? SIGNED_CERTIFICATE.SHA256.eq(HexFormat.of().parseHex(digits))
                : byName.or(bySerial);
    }

    @Override
    public List<CertificateRecord> resolve(CertificateReference reference) {
        var condition =
                switch (reference) {
                    case CertificateReference.BySerial(var serial) ->
                            CERTIFICATE.SERIAL.eq(serial.octets().toArray());
                    case CertificateReference.ByFingerprint(var sha256) ->
                            SIGNED_CERTIFICATE.SHA256.eq(sha256.toArray());
                };
        return CertificateRows.fetch(database, keys, condition, 0, 10);
    }

    @Override
    public Optional<Octets> der(GenerationId generation, SerialNumber serial) {
        return database.select(SIGNED_CERTIFICATE.DER)
                .from(SIGNED_CERTIFICATE)
                .where(SIGNED_CERTIFICATE.GENERATION_ID.eq(keys.key(generation)))
                .and(SIGNED_CERTIFICATE.SERIAL.eq(serial.octets().toArray()))
                .fetchOptional(row -> Octets.of(row.value1()));
    }
}
