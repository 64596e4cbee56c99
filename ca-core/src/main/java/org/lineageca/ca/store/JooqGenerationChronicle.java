package org.lineageca.ca.store;

import static org.lineageca.db.Tables.AUDIT_EVENT;
import static org.lineageca.db.Tables.CA_CERTIFICATE;
import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.OCSP_SIGNER;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.lineageca.ca.forecast.Obligations;
import org.lineageca.ca.lifecycle.GenerationChronicle;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** What generations did, in PostgreSQL, which also does the counting. */
public final class JooqGenerationChronicle implements GenerationChronicle {

    /** The condition of the partial index {@code audit_event_life}, written out. */
    private static final Condition OF_LIVES =
            AUDIT_EVENT.KIND.in(
                    DSL.inline("GenerationCreated"),
                    DSL.inline("GenerationMoved"),
                    DSL.inline("CaCertificateRecorded"),
                    DSL.inline("KeyDestroyed"));

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqGenerationChronicle(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /**
     * The condition of the partial index {@code certificate_owed}, written out: as a parameter it
     * could not be matched with the index.
     */
    static Condition answeredFor() {
        return CERTIFICATE.PROFILE.ne(DSL.inline("ocsp-signer"));
    }

    @Override
    public Issued issued(GenerationId generation, Instant now) {
        var key = keys.key(generation);
        // A certificate is valid up to and including the second of its notAfter.
        var second = now.truncatedTo(ChronoUnit.SECONDS);
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var own = ownCertificates(transaction, key);
            var answered = CERTIFICATE.GENERATION_ID.eq(key).and(answeredFor());
            var unexpired = answered.and(CERTIFICATE.NOT_AFTER.ge(second));
            var last =
                    transaction
                            .select(CERTIFICATE.NOT_AFTER)
                            .from(CERTIFICATE)
                            .where(answered)
                            .and(own.isEmpty() ? DSL.noCondition() : CERTIFICATE.SERIAL.notIn(own))
                            .orderBy(CERTIFICATE.NOT_AFTER.desc())
                            .limit(1)
                            .fetchOne(CERTIFICATE.NOT_AFTER);
            // Counted apart: the index has no serial numbers in it.
            var ownUnexpired =
                    own.isEmpty()
                            ? 0
                            : transaction.fetchCount(
                                    CERTIFICATE, unexpired.and(CERTIFICATE.SERIAL.in(own)));
            return new Issued(
                    (long) transaction.fetchCount(CERTIFICATE, unexpired) - ownUnexpired, last);
        });
    }

    /** The serial numbers of the certificates with which the key signed itself. */
    private static List<byte[]> ownCertificates(DSLContext transaction, int generation) {
        return transaction
                .select(CA_CERTIFICATE.SERIAL)
                .from(CA_CERTIFICATE)
                .where(CA_CERTIFICATE.GENERATION_ID.eq(generation))
                .and(CA_CERTIFICATE.ISSUER_GENERATION_ID.eq(generation))
                .fetch(CA_CERTIFICATE.SERIAL);
    }

    @Override
    public List<Obligations.NewestCrl> newestCrls(GenerationId generation) {
        return database.select(
                        CRL.SCOPE,
                        CRL.NUMBER,
                        CRL.THIS_UPDATE,
                        CRL.NEXT_UPDATE,
                        CRL.ENTRIES,
                        CRL.IS_FINAL)
                .distinctOn(CRL.SCOPE)
                .from(CRL)
                .where(CRL.GENERATION_ID.eq(keys.key(generation)))
                .and(CRL.RECORDED_AT.isNotNull())
                .orderBy(CRL.SCOPE, CRL.NUMBER.desc())
                .fetch(row ->
                        new Obligations.NewestCrl(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                row.value6()));
    }

    @Override
    public List<Obligations.OcspSignerExpiry> ocspSigners(GenerationId generation, Instant now) {
        return database.select(OCSP_SIGNER.SERIAL, OCSP_SIGNER.NOT_AFTER)
                .from(OCSP_SIGNER)
                .where(OCSP_SIGNER.GENERATION_ID.eq(keys.key(generation)))
                .and(OCSP_SIGNER.NOT_AFTER.ge(now.truncatedTo(ChronoUnit.SECONDS)))
                .orderBy(OCSP_SIGNER.NOT_AFTER.desc())
                .fetch(row ->
                        new Obligations.OcspSignerExpiry(
                                SerialNumber.ofOctets(Octets.of(row.value1())), row.value2()));
    }

    @Override
    public List<CaCertificateRecord> caCertificates() {
        return database.select(
                        CA_CERTIFICATE.GENERATION_ID,
                        CA_CERTIFICATE.ISSUER_GENERATION_ID,
                        CA_CERTIFICATE.SERIAL,
                        CA_CERTIFICATE.SHA256,
                        CA_CERTIFICATE.NOT_BEFORE,
                        CA_CERTIFICATE.NOT_AFTER,
                        CA_CERTIFICATE.IS_CROSS)
                .from(CA_CERTIFICATE)
                .orderBy(CA_CERTIFICATE.NOT_BEFORE, CA_CERTIFICATE.RECORDED_AT)
                .fetch(row ->
                        new CaCertificateRecord(
                                keys.name(row.value1()),
                                row.value2() == null ? null : keys.name(row.value2()),
                                SerialNumber.ofOctets(Octets.of(row.value3())),
                                Octets.of(row.value4()),
                                row.value5(),
                                row.value6(),
                                row.value7()));
    }

    @Override
    public List<Entry> life(Collection<GenerationId> generations) {
        // Some kinds of events name the whole fingerprint, others its first digits.
        Map<String, GenerationId> named = new HashMap<>();
        for (var generation : generations) {
            named.put(generation.label(), generation);
            named.put(generation.sha256().toHex(), generation);
        }
        var generation = detail("generation");
        return database.select(
                        generation,
                        AUDIT_EVENT.SEQUENCE,
                        AUDIT_EVENT.AT,
                        AUDIT_EVENT.ACTOR,
                        AUDIT_EVENT.KIND,
                        detail("from"),
                        detail("to"),
                        detail("serial"))
                .from(AUDIT_EVENT)
                .where(OF_LIVES)
                .and(generation.eq(DSL.any(named.keySet().toArray(String[]::new))))
                .orderBy(AUDIT_EVENT.SEQUENCE.desc())
                .fetch(row ->
                        new Entry(
                                Objects.requireNonNull(named.get(row.value1())),
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                happening(row.value5(), row.value6(), row.value7(), row.value8())));
    }

    private static Happening happening(String kind, String from, String to, String serial) {
        return switch (kind) {
            case "GenerationCreated" -> new Happening.Created();
            case "GenerationMoved" -> new Happening.Moved(from, to);
            case "CaCertificateRecorded" -> new Happening.Certified(SerialNumber.ofHex(serial));
            case "KeyDestroyed" -> new Happening.KeyDestroyed();
            default -> throw new IllegalStateException(kind + " tells of no generation's life");
        };
    }

    private static Field<String> detail(String name) {
        return DSL.field("{0} ->> {1}", String.class, AUDIT_EVENT.DETAILS, DSL.inline(name));
    }

    @Override
    public List<Move> moves() {
        var generation = detail("generation");
        var state = detail("to");
        return database.select(generation, state, AUDIT_EVENT.AT)
                .from(AUDIT_EVENT)
                .where(OF_LIVES)
                .and(AUDIT_EVENT.KIND.eq("GenerationMoved"))
                .orderBy(AUDIT_EVENT.SEQUENCE)
                .fetch(row ->
                        new Move(
                                new GenerationId(Octets.ofHex(row.value1())),
                                row.value2(),
                                row.value3()));
    }
}
