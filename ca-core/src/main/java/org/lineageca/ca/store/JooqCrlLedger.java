package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.CRL_SCOPE;
import static org.lineageca.db.Tables.GENERATION;
import static org.lineageca.db.Tables.REVOCATION;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.crl.CrlNumber;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lint.Linted;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** CRL numbers, digests and CRLs in PostgreSQL. */
public final class JooqCrlLedger implements CrlLedger {

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqCrlLedger(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public List<Standing> standings() {
        var latest = CRL.as("latest");
        var newest =
                DSL.lateral(
                                DSL.select(
                                                CRL.NUMBER,
                                                CRL.THIS_UPDATE,
                                                CRL.NEXT_UPDATE,
                                                CRL.ENTRIES,
                                                CRL.OCTETS)
                                        .from(CRL)
                                        .where(
                                                CRL.GENERATION_ID
                                                        .eq(CRL_SCOPE.GENERATION_ID)
                                                        .and(CRL.SCOPE.eq(CRL_SCOPE.SCOPE))
                                                        .and(CRL.RECORDED_AT.isNotNull()))
                                        .orderBy(CRL.NUMBER.desc())
                                        .limit(1))
                        .as(latest.getName());
        return database.select(
                        CRL_SCOPE.asterisk(),
                        latest.NUMBER,
                        latest.THIS_UPDATE,
                        latest.NEXT_UPDATE,
                        latest.ENTRIES,
                        latest.OCTETS)
                .from(CRL_SCOPE)
                .leftJoin(newest)
                .on(DSL.trueCondition())
                .orderBy(CRL_SCOPE.GENERATION_ID, CRL_SCOPE.SCOPE)
                .fetch(row -> standing(row, latest));
    }

    private Standing standing(Record row, org.lineageca.db.tables.Crl latest) {
        var number = row.get(latest.NUMBER);
        return new Standing(
                keys.name(row.get(CRL_SCOPE.GENERATION_ID)),
                new CrlScope(row.get(CRL_SCOPE.SCOPE), row.get(CRL_SCOPE.DISTRIBUTION_POINT)),
                schedule(row),
                number == null
                        ? null
                        : new Signed(
                                number,
                                row.get(latest.THIS_UPDATE),
                                row.get(latest.NEXT_UPDATE),
                                row.get(latest.ENTRIES),
                                row.get(latest.OCTETS)));
    }

    @Override
    public Linted<TbsCertList> intend(
            Issuer issuer,
            String scope,
            Instant thisUpdate,
            boolean isFinal,
            Actor actor,
            Function<TbsCertList, Linted<TbsCertList>> lint) {
        var generation = keys.key(issuer.generation());
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var row =
                    transaction
                            .selectFrom(CRL_SCOPE)
                            .where(
                                    CRL_SCOPE
                                            .GENERATION_ID
                                            .eq(generation)
                                            .and(CRL_SCOPE.SCOPE.eq(scope)))
                            .forUpdate()
                            .fetchSingle();
            var number = row.getLastNumber() + 1;
            var content =
                    new TbsCertList(
                            issuer,
                            new CrlScope(scope, row.getDistributionPoint()),
                            new CrlNumber(number),
                            thisUpdate,
                            isFinal ? TbsCertList.NEVER : schedule(row).nextUpdate(thisUpdate),
                            entries(transaction, generation, scope),
                            hasSiblings(transaction, generation));
            var linted = lint.apply(content);
            insert(transaction, generation, linted, thisUpdate);
            row.setLastNumber(number);
            row.store(CRL_SCOPE.LAST_NUMBER);
            AuditInsert.insert(
                    transaction,
                    thisUpdate,
                    actor,
                    AuditEvent.CrlIntended.of(content, linted.toBeSigned().sha256()));
            return linted;
        });
    }

    private static void insert(
            DSLContext transaction, int generation, Linted<TbsCertList> linted, Instant at) {
        var content = linted.content();
        transaction
                .insertInto(CRL)
                .set(CRL.GENERATION_ID, generation)
                .set(CRL.SCOPE, content.scope().name())
                .set(CRL.NUMBER, content.number().value())
                .set(CRL.THIS_UPDATE, content.thisUpdate())
                .set(CRL.NEXT_UPDATE, content.nextUpdate())
                .set(CRL.ENTRIES, (long) content.entries().size())
                .set(CRL.IS_FINAL, content.isFinal())
                .set(CRL.TBS_SHA256, linted.toBeSigned().sha256().toArray())
                .set(CRL.INTENDED_AT, at)
                .execute();
    }

    /**
     * By number: the octets have no leading zeros, so the shorter is the smaller.
     *
     * <p>"An entry MUST NOT be removed from the CRL until it appears on one regularly scheduled CRL
     * issued beyond the revoked certificate's validity period" (RFC 5280 3.3): the newest recorded
     * one tells whether it has.
     */
    private static List<RevocationEntry> entries(
            DSLContext transaction, int generation, String scope) {
        var newest =
                DSL.field(
                        DSL.select(DSL.max(CRL.THIS_UPDATE))
                                .from(CRL)
                                .where(CRL.GENERATION_ID.eq(generation))
                                .and(CRL.SCOPE.eq(scope))
                                .and(CRL.RECORDED_AT.isNotNull()));
        return transaction
                .select(
                        REVOCATION.SERIAL,
                        REVOCATION.REVOKED_AT,
                        REVOCATION.REASON,
                        REVOCATION.INVALIDITY_DATE)
                .from(REVOCATION)
                .where(REVOCATION.GENERATION_ID.eq(generation))
                .and(newest.isNull().or(REVOCATION.NOT_AFTER.ge(newest)))
                .orderBy(octets(REVOCATION.SERIAL), REVOCATION.SERIAL)
                .fetch(row ->
                        new RevocationEntry(
                                SerialNumber.ofOctets(Octets.of(row.value1())),
                                row.value2(),
                                RevocationReason.ofCode(row.value3()),
                                row.value4()));
    }

    private static boolean hasSiblings(DSLContext transaction, int generation) {
        var sibling = GENERATION.as("sibling");
        return transaction.fetchExists(
                DSL.selectOne()
                        .from(GENERATION)
                        .join(sibling)
                        .on(
                                sibling.AUTHORITY_ID
                                        .eq(GENERATION.AUTHORITY_ID)
                                        .and(sibling.GENERATION_ID.ne(GENERATION.GENERATION_ID)))
                        .where(GENERATION.GENERATION_ID.eq(generation)));
    }

    private static Field<Integer> octets(Field<byte[]> field) {
        return DSL.function("octet_length", Integer.class, field);
    }

    private static CrlSchedule schedule(Record row) {
        return new CrlSchedule(
                Duration.ofSeconds(row.get(CRL_SCOPE.PERIOD_SECONDS)),
                Duration.ofSeconds(row.get(CRL_SCOPE.LIFETIME_SECONDS)));
    }

    @Override
    public void record(Linted<TbsCertList> linted, Octets der, Instant at, Actor actor) {
        var content = linted.content();
        database.transaction(configuration -> {
            var updated =
                    configuration
                            .dsl()
                            .update(CRL)
                            .set(CRL.OCTETS, (long) der.length())
                            .set(CRL.RECORDED_AT, at)
                            .where(CRL.GENERATION_ID.eq(keys.key(content.issuer().generation())))
                            .and(CRL.SCOPE.eq(content.scope().name()))
                            .and(CRL.NUMBER.eq(content.number().value()))
                            .and(CRL.TBS_SHA256.eq(linted.toBeSigned().sha256().toArray()))
                            .execute();
            if (updated != 1) {
                throw new IllegalStateException(
                        "CRL number "
                                + content.number().value()
                                + " was not reserved for these octets; it was not recorded");
            }
            CrlPieces.write(
                    configuration.dsl(),
                    keys.key(content.issuer().generation()),
                    content.scope().name(),
                    content.number().value(),
                    der);
            AuditInsert.insert(
                    configuration.dsl(),
                    at,
                    actor,
                    new AuditEvent.CrlRecorded(
                            content.issuer().generation(),
                            content.scope().name(),
                            content.number().value(),
                            der.sha256()));
        });
    }

    @Override
    public void adopt(Linted<TbsCertList> linted, Octets der, Instant at, Actor actor) {
        database.transaction(configuration ->
                new CeremonyCrls(configuration.dsl(), keys).adopt(linted, der, at, actor));
    }

    @Override
    public void skip(GenerationId generation, String scope, long number) {
        database.update(CRL_SCOPE)
                .set(CRL_SCOPE.LAST_NUMBER, DSL.greatest(CRL_SCOPE.LAST_NUMBER, DSL.val(number)))
                .where(CRL_SCOPE.GENERATION_ID.eq(keys.key(generation)))
                .and(CRL_SCOPE.SCOPE.eq(scope))
                .execute();
    }

    @Override
    public List<Released> release(Instant now, Actor actor) {
        return database.transactionResult(
                configuration -> new CeremonyCrls(configuration.dsl(), keys).release(now, actor));
    }

    @Override
    public List<Sealed> sealed() {
        return new CeremonyCrls(database, keys).sealed();
    }
}
