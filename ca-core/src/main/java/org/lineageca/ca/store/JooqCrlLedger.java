package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.CRL_PIECE;
import static org.lineageca.db.Tables.CRL_SCOPE;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lint.Linted;
import org.lineageca.ca.lint.LintedStream;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SignedStructure;
import org.lineageca.octets.Octets;

/** CRL numbers, digests and CRLs in PostgreSQL. */
public final class JooqCrlLedger implements CrlLedger {

    /** Of each scope the contents of so many signed CRLs are kept. */
    private static final int KEPT = 3;

    private static final long LARGEST_HELD = 64L * 1024 * 1024;

    /**
     * Each takes two connections of the pool; were there no bound, they could starve each other.
     */
    private static final int INTENTS_AT_A_TIME = 2;

    private final DSLContext database;
    private final GenerationKeys keys;
    private final Semaphore intents = new Semaphore(INTENTS_AT_A_TIME, true);

    public JooqCrlLedger(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public List<Standing> standings() {
        return new CrlStandings(database, keys).all();
    }

    @Override
    public LintedStream<TbsCertList> intend(Order order, Actor actor) {
        var generation = keys.key(order.issuer().generation());
        intents.acquireUninterruptibly();
        try {
            return database.transactionResult(configuration ->
                    new CrlIntent(configuration.dsl(), generation, order).take(database, actor));
        } finally {
            intents.release();
        }
    }

    @Override
    public long record(
            LintedStream<TbsCertList> linted, Octets signature, Instant at, Actor actor) {
        var content = linted.content();
        var around =
                SignedStructure.around(linted.length(), content.issuer().algorithm(), signature);
        var octets = around.length(linted.length());
        var generation = keys.key(content.issuer().generation());
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            if (content.isFinal()) {
                requireLast(transaction, generation, content);
            }
            var updated =
                    transaction
                            .update(CRL)
                            .set(CRL.OCTETS, octets)
                            .set(CRL.RECORDED_AT, at)
                            .where(isOf(generation, content.place()))
                            .and(CRL.NUMBER.eq(content.number().value()))
                            .and(CRL.TBS_SHA256.eq(linted.sha256().toArray()))
                            .execute();
            if (updated != 1) {
                throw new IllegalStateException(
                        "CRL number "
                                + content.number().value()
                                + " was not reserved for these octets; it was not recorded");
            }
            CrlPieces.enclose(transaction, generation, content, around);
            prune(transaction, generation, content.place());
            AuditInsert.insert(
                    transaction,
                    at,
                    actor,
                    new AuditEvent.CrlRecorded(
                            content.issuer().generation(),
                            content.place(),
                            content.number().value(),
                            octets,
                            signature.sha256()));
        });
        return octets;
    }

    /**
     * From here on no number is taken after it ({@link CrlIntent}); while it was signed, one may.
     */
    private static void requireLast(DSLContext transaction, int generation, TbsCertList content) {
        var scope = content.scope().name();
        var taken =
                transaction
                        .select(CRL_SCOPE.LAST_NUMBER)
                        .from(CRL_SCOPE)
                        .where(CRL_SCOPE.GENERATION_ID.eq(generation))
                        .and(CRL_SCOPE.SCOPE.eq(scope))
                        .forUpdate()
                        .fetchSingle()
                        .value1();
        if (taken != content.number().value()) {
            throw new RefusedException(
                    Refusal.CANNOT_ISSUE,
                    "While the last CRL of generation "
                            + content.issuer().generation()
                            + ", scope '"
                            + scope
                            + "', was signed as number "
                            + content.number().value()
                            + ", number "
                            + taken
                            + " was taken, and none may follow the last. It was not recorded. Issue the last one again.");
        }
    }

    @Override
    public void discard(LintedStream<TbsCertList> linted) {
        var content = linted.content();
        var generation = keys.key(content.issuer().generation());
        var number = content.number().value();
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            // Whether it was recorded may still be open, where the connection was lost meanwhile:
            // who records it holds this lock.
            var unsigned =
                    transaction
                            .select(CRL.NUMBER)
                            .from(CRL)
                            .where(isOf(generation, content.place()))
                            .and(CRL.NUMBER.eq(number))
                            .and(CRL.RECORDED_AT.isNull())
                            .forUpdate()
                            .fetchOptional();
            if (unsigned.isPresent()) {
                transaction
                        .deleteFrom(CRL_PIECE)
                        .where(CRL_PIECE.GENERATION_ID.eq(generation))
                        .and(CRL_PIECE.SCOPE.eq(content.place()))
                        .and(CRL_PIECE.NUMBER.eq(number))
                        .execute();
            }
        });
    }

    /** Contents of CRLs that nobody can be served any more, those never signed among them. */
    private static void prune(DSLContext transaction, int generation, String place) {
        transaction
                .deleteFrom(CRL_PIECE)
                .where(CRL_PIECE.GENERATION_ID.eq(generation))
                .and(CRL_PIECE.SCOPE.eq(place))
                .and(
                        CRL_PIECE.NUMBER.lt(
                                DSL.select(CRL.NUMBER)
                                        .from(CRL)
                                        .where(isOf(generation, place))
                                        .and(CRL.RECORDED_AT.isNotNull())
                                        .orderBy(CRL.NUMBER.desc())
                                        .offset(KEPT - 1)
                                        .limit(1)))
                .execute();
    }

    @Override
    public Octets der(GenerationId generation, String place, long number) {
        return database.select(CrlPieces.whole())
                .from(CRL)
                .where(isOf(keys.key(generation), place))
                .and(CRL.NUMBER.eq(number))
                .and(CRL.OCTETS.le(LARGEST_HELD))
                .fetchOptional(row -> row.value1())
                .map(Octets::of)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "CRL number "
                                        + number
                                        + " of "
                                        + generation
                                        + "/"
                                        + place
                                        + " is not on record, or too large to be held"));
    }

    @Override
    public boolean tellsAll(GenerationId generation, String place) {
        return new CrlStandings(database, keys).tellsAll(keys.key(generation), place);
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

    private static Condition isOf(int generation, String place) {
        return CRL.GENERATION_ID.eq(generation).and(CRL.SCOPE.eq(place));
    }
}
