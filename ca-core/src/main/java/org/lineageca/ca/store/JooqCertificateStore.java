package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.REVOCATION;
import static org.lineageca.db.Tables.SIGNED_CERTIFICATE;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.lifecycle.CertificateOrder;
import org.lineageca.ca.lifecycle.CertificatePosition;
import org.lineageca.ca.lifecycle.CertificateQuery;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.CertificateReference;
import org.lineageca.ca.lifecycle.CertificateStore;
import org.lineageca.ca.lifecycle.RequestOrigin;
import org.lineageca.ca.lifecycle.SearchTerm;
import org.lineageca.ca.lint.Linted;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** Certificates in PostgreSQL. */
public final class JooqCertificateStore implements CertificateStore {

    /** How many certificates of different generations may be named alike. */
    private static final int MOST_NAMESAKES = 10;

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqCertificateStore(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public List<Intent> intend(List<CertificateOrder> orders, Instant at) {
        return TogetherOrApart.run(
                orders,
                some ->
                        database.transactionResult(configuration ->
                                intents(configuration.dsl(), some.getFirst()).commit(some, at)),
                Intent.Failed::new);
    }

    @Override
    public Intent foresee(CertificateOrder order, Instant at) {
        return database.transactionResult(configuration ->
                        intents(configuration.dsl(), order).decide(List.of(order), at))
                .getFirst();
    }

    @Override
    public void adopt(
            Linted<CertificateContent> linted,
            @Nullable Octets requestSha256,
            Instant at,
            Actor actor) {
        var order = new CertificateOrder(linted, RequestOrigin.of(requestSha256, actor));
        database.transaction(configuration -> intents(configuration.dsl(), order).adopt(order, at));
    }

    private CertificateIntents intents(DSLContext transaction, CertificateOrder order) {
        return new CertificateIntents(transaction, keys.key(order.generation()));
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

    static Condition isNotRevoked() {
        return DSL.notExists(
                DSL.selectOne()
                        .from(REVOCATION)
                        .where(REVOCATION.GENERATION_ID.eq(CERTIFICATE.GENERATION_ID))
                        .and(REVOCATION.SERIAL.eq(CERTIFICATE.SERIAL))
                        .and(RevokedRows.inForce()));
    }

    @Override
    public List<Recording> record(List<SignedOrder> signed, Instant at) {
        return SignedRows.CERTIFICATES.record(database, keys, signed, at);
    }

    @Override
    public void record(Linted<CertificateContent> linted, Octets der, Instant at, Actor actor) {
        var order = new CertificateOrder(linted, RequestOrigin.of(null, actor));
        database.transaction(configuration ->
                SignedRows.CERTIFICATES.insert(
                        configuration.dsl(),
                        keys.key(order.generation()),
                        List.of(new SignedOrder(order, der)),
                        at));
    }

    @Override
    public List<CertificateRecord> search(
            CertificateQuery query, @Nullable CertificatePosition after) {
        var generation = query.generation();
        var found =
                new CertificateSearch(
                                database, generation == null ? null : keys.key(generation), after)
                        .find(SearchTerm.parse(query.text()), query.offset() + query.limit());
        return at(found.stream().skip(query.offset()).toList());
    }

    @Override
    public List<CertificateRecord> resolve(CertificateReference reference) {
        var places = new CertificatePlaces(database, null, null);
        return at(
                switch (reference) {
                    case CertificateReference.BySerial(var serial) ->
                            places.serial(serial.octets(), MOST_NAMESAKES);
                    case CertificateReference.ByFingerprint(var sha256) ->
                            places.fingerprint(sha256, MOST_NAMESAKES);
                });
    }

    private List<CertificateRecord> at(List<CertificatePlaces.Place> places) {
        return CertificateRows.fetch(database, keys, CertificatePlaces.at(places));
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
