package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.LOGGED_CERTIFICATE;
import static org.lineageca.db.Tables.PRECERTIFICATE;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.types.DayToSecond;
import org.lineageca.ca.lifecycle.CertificateOrder;
import org.lineageca.ca.lifecycle.CertificateStore.Intent;
import org.lineageca.ca.lifecycle.CertificateStore.Recording;
import org.lineageca.ca.lifecycle.CertificateStore.SignedOrder;
import org.lineageca.ca.lifecycle.PrecertificateStore;
import org.lineageca.ca.transparency.SctList;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** Precertificates in PostgreSQL. */
public final class JooqPrecertificateStore implements PrecertificateStore {

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqPrecertificateStore(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public List<Recording> record(List<SignedOrder> signed, Instant at) {
        return SignedRows.PRECERTIFICATES.record(database, keys, signed, at);
    }

    @Override
    public List<Intent> complete(List<CertificateOrder> orders, Instant at) {
        var generation = keys.key(orders.getFirst().generation());
        return TogetherOrApart.run(
                orders,
                some ->
                        database.transactionResult(configuration ->
                                new LoggedIntents(configuration.dsl(), generation)
                                        .commit(some, at)),
                Intent.Failed::new);
    }

    @Override
    public Optional<Unfinished> unfinished(
            GenerationId generation, String profile, Octets requestSha256, Instant at) {
        var resumable =
                CERTIFICATE.INTENDED_AT.add(
                        DSL.field(
                                "({0} - {1}) / 10",
                                DayToSecond.class, CERTIFICATE.NOT_AFTER, CERTIFICATE.NOT_BEFORE));
        return database.select(
                        CERTIFICATE.SERIAL,
                        CERTIFICATE.NOT_BEFORE,
                        CERTIFICATE.NOT_AFTER,
                        PRECERTIFICATE.DER)
                .from(CERTIFICATE)
                .join(PRECERTIFICATE)
                .using(CERTIFICATE.GENERATION_ID, CERTIFICATE.SERIAL)
                .where(CERTIFICATE.GENERATION_ID.eq(keys.key(generation)))
                .and(CERTIFICATE.REQUEST_SHA256.eq(requestSha256.toArray()))
                .and(CERTIFICATE.PROFILE.eq(profile))
                .and(resumable.gt(at))
                .and(JooqCertificateStore.isNotRevoked())
                .and(
                        DSL.notExists(
                                DSL.selectOne()
                                        .from(LOGGED_CERTIFICATE)
                                        .where(
                                                LOGGED_CERTIFICATE.GENERATION_ID.eq(
                                                        CERTIFICATE.GENERATION_ID))
                                        .and(LOGGED_CERTIFICATE.SERIAL.eq(CERTIFICATE.SERIAL))))
                .orderBy(CERTIFICATE.INTENDED_AT.desc())
                .limit(1)
                .fetchOptional(row ->
                        new Unfinished(
                                SerialNumber.ofOctets(Octets.of(row.value1())),
                                row.value2(),
                                row.value3(),
                                Octets.of(row.value4())));
    }

    @Override
    public Optional<Standing> standing(GenerationId generation, SerialNumber serial) {
        return database.select(
                        PRECERTIFICATE.RECORDED_AT, PRECERTIFICATE.SHA256, LOGGED_CERTIFICATE.SCTS)
                .from(PRECERTIFICATE)
                .leftJoin(LOGGED_CERTIFICATE)
                .on(
                        LOGGED_CERTIFICATE
                                .GENERATION_ID
                                .eq(PRECERTIFICATE.GENERATION_ID)
                                .and(LOGGED_CERTIFICATE.SERIAL.eq(PRECERTIFICATE.SERIAL)))
                .where(PRECERTIFICATE.GENERATION_ID.eq(keys.key(generation)))
                .and(PRECERTIFICATE.SERIAL.eq(serial.octets().toArray()))
                .fetchOptional(row ->
                        new Standing(
                                row.value1(),
                                Octets.of(row.value2()),
                                row.value3() == null
                                        ? null
                                        : SctList.decode(Octets.of(row.value3()))));
    }
}
