package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.REVOCATION;
import static org.lineageca.db.Tables.REVOCATION_BATCH_CERTIFICATE;

import java.time.Instant;
import java.util.HashMap;
import java.util.function.BiFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.crl.CrlExtent;
import org.lineageca.ca.crl.CrlNumber;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.crl.EntryShape;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.crl.TbsCertListWriter;
import org.lineageca.ca.lint.rules.CrlRules;
import org.lineageca.ca.mass.CrlOutlook;
import org.lineageca.ca.mass.Outlook;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.SignedStructure;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.octets.Octets;

/** CRLs as they would be, from one snapshot of PostgreSQL in which nothing is written. */
public final class JooqCrlOutlook implements CrlOutlook {

    private static final String SNAPSHOT =
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

    /** The columns of {@link #entries}. */
    private static final Field<byte[]> SERIAL = DSL.field(DSL.name("serial"), byte[].class);

    private static final Field<Instant> REVOKED_AT =
            DSL.field(DSL.name("revoked_at"), REVOCATION.REVOKED_AT.getDataType());
    private static final Field<Short> REASON = DSL.field(DSL.name("reason"), Short.class);
    private static final Field<Instant> INVALIDITY_DATE =
            DSL.field(DSL.name("invalidity_date"), REVOCATION.INVALIDITY_DATE.getDataType());
    private static final Field<Integer> OCTETS =
            DSL.function("octet_length", Integer.class, SERIAL);

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqCrlOutlook(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public Outlook.Size foresee(Issuer issuer, String place, Supposed supposed) {
        return inSnapshot(
                issuer,
                place,
                supposed,
                (snapshot, next) -> size(next.content(), next.content().octets()));
    }

    @Override
    public Outlook.Size build(Issuer issuer, String place, Supposed supposed) {
        return inSnapshot(
                issuer,
                place,
                supposed,
                (snapshot, next) -> size(next.content(), write(snapshot, next)));
    }

    /** A CRL that nobody will sign, and where its entries come from. */
    private record Next(TbsCertList content, Select<?> entries) {}

    private Outlook.Size inSnapshot(
            Issuer issuer,
            String name,
            Supposed supposed,
            BiFunction<DSLContext, Next, Outlook.Size> measure) {
        return database.transactionResult(configuration -> {
            var snapshot = configuration.dsl();
            snapshot.execute(SNAPSHOT);
            var key = keys.key(issuer.generation());
            var place = CrlPlace.find(snapshot, key, name).orElseThrow();
            var entries = entries(key, place, supposed);
            var row = place.row();
            var content =
                    new TbsCertList(
                            issuer,
                            CrlScope.of(row.getScope(), row.getDistributionPoint()),
                            new CrlNumber(row.getLastNumber() + 1),
                            supposed.at(),
                            CrlStandings.schedule(row).nextUpdate(supposed.at()),
                            extent(snapshot, entries),
                            place.extensions(false, null));
            return measure.apply(snapshot, new Next(content, entries));
        });
    }

    private static Outlook.Size size(TbsCertList content, long toBeSigned) {
        var issuer = content.issuer();
        var signature = Octets.of(new byte[signatureOctets(issuer.identity().algorithm())]);
        return new Outlook.Size(
                content.extent().entries(),
                SignedStructure.around(toBeSigned, issuer.algorithm(), signature)
                        .length(toBeSigned));
    }

    /** Of RSA the modulus; of ECDSA the longest Ecdsa-Sig-Value (RFC 3279 2.2.3). */
    private static int signatureOctets(KeyAlgorithm key) {
        var octets = key.bits() / 8;
        return key.isRsa() ? octets : 2 * (octets + 3) + 2;
    }

    /** What is told already and stays so, and what of the list would come to it. */
    private static Select<?> entries(int key, CrlPlace place, Supposed supposed) {
        var generation = DSL.inline(key);
        var isOnList =
                DSL.exists(
                        DSL.selectOne()
                                .from(REVOCATION_BATCH_CERTIFICATE)
                                .where(isOf(supposed.batch()))
                                .and(REVOCATION_BATCH_CERTIFICATE.GENERATION_ID.eq(generation))
                                .and(REVOCATION_BATCH_CERTIFICATE.SERIAL.eq(REVOCATION.SERIAL)));
        var isHold = DSL.inline((short) RevocationReason.CERTIFICATE_HOLD.code());
        var givesWay =
                supposed.reason() == RevocationReason.CERTIFICATE_HOLD
                        ? DSL.falseCondition()
                        : REVOCATION.REASON.eq(isHold);
        var unexpiredAt = place.expiredEntriesGo();
        SelectConditionStep<Record4<byte[], Instant, Short, Instant>> told =
                DSL.select(
                                REVOCATION.SERIAL.as(SERIAL),
                                REVOCATION.REVOKED_AT.as(REVOKED_AT),
                                REVOCATION.REASON.as(REASON),
                                REVOCATION.INVALIDITY_DATE.as(INVALIDITY_DATE))
                        .from(REVOCATION)
                        .where(REVOCATION.GENERATION_ID.eq(generation))
                        .and(RevokedRows.inForce())
                        .and(DSL.not(givesWay.and(isOnList)))
                        .and(inScope(place, REVOCATION.CRL_SCOPE))
                        .and(isUnexpired(unexpiredAt, REVOCATION.NOT_AFTER));
        return told.unionAll(
                DSL.select(
                                CERTIFICATE.SERIAL,
                                DSL.inline(supposed.at(), REVOCATION.REVOKED_AT),
                                DSL.inline((short) supposed.reason().code())
                                        .cast(SQLDataType.SMALLINT),
                                DSL.inline(supposed.invalidityDate(), REVOCATION.INVALIDITY_DATE))
                        .from(REVOCATION_BATCH_CERTIFICATE)
                        .join(CERTIFICATE)
                        .on(
                                CERTIFICATE
                                        .GENERATION_ID
                                        .eq(generation)
                                        .and(
                                                CERTIFICATE.SERIAL.eq(
                                                        REVOCATION_BATCH_CERTIFICATE.SERIAL)))
                        .leftJoin(REVOCATION)
                        .on(
                                REVOCATION
                                        .GENERATION_ID
                                        .eq(generation)
                                        .and(REVOCATION.SERIAL.eq(CERTIFICATE.SERIAL)))
                        .where(isOf(supposed.batch()))
                        .and(REVOCATION_BATCH_CERTIFICATE.GENERATION_ID.eq(generation))
                        .and(
                                REVOCATION
                                        .SERIAL
                                        .isNull()
                                        .or(DSL.not(RevokedRows.inForce()))
                                        .or(givesWay))
                        .and(inScope(place, CERTIFICATE.CRL_SCOPE))
                        .and(isUnexpired(unexpiredAt, CERTIFICATE.NOT_AFTER)));
    }

    private static Condition isOf(long batch) {
        return REVOCATION_BATCH_CERTIFICATE.BATCH_ID.eq(DSL.inline(Math.toIntExact(batch)));
    }

    private static Condition inScope(CrlPlace place, Field<String> scope) {
        return place.scope().equals(CrlScope.COMPLETE)
                ? DSL.noCondition()
                : scope.eq(DSL.inline(place.scope()));
    }

    private static Condition isUnexpired(@Nullable Instant at, Field<Instant> notAfter) {
        return at == null ? DSL.noCondition() : notAfter.ge(DSL.inline(at, notAfter));
    }

    private static CrlExtent extent(DSLContext snapshot, Select<?> entries) {
        var generalized = DSL.field(REVOKED_AT.ge(DSL.inline(EntryShape.GENERALIZED, REVOKED_AT)));
        var reason = DSL.field(REASON.ne(DSL.inline((short) 0)));
        var invalidity = DSL.field(INVALIDITY_DATE.isNotNull());
        var counts = new HashMap<EntryShape, Long>();
        snapshot.select(OCTETS, generalized, reason, invalidity, DSL.count().cast(Long.class))
                .from(entries.asTable("entry"))
                .groupBy(OCTETS, generalized, reason, invalidity)
                .forEach(row ->
                        counts.put(
                                new EntryShape(
                                        row.value1(), row.value2(), row.value3(), row.value4()),
                                row.value5()));
        return CrlExtent.of(counts);
    }

    /** Every octet, through every rule, and away. */
    private static long write(DSLContext snapshot, Next next) {
        var content = next.content();
        var examination = CrlRules.PROFILE.examine(content, content.issuer().algorithm().digest());
        var writer = new TbsCertListWriter(content, CrlPieces.OCTETS, examination::accept);
        var entries =
                snapshot.select(SERIAL, REVOKED_AT, REASON, INVALIDITY_DATE)
                        .from(next.entries().asTable("entry"))
                        .orderBy(OCTETS, SERIAL);
        CopiedEntries.copy(snapshot, entries, writer);
        writer.end();
        return examination.admit().length();
    }
}
