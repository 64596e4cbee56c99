package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.CRL_SCOPE;
import static org.lineageca.db.Tables.REVOCATION;

import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.crl.CrlNumber;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.crl.TbsCertListWriter;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.CrlLedger.Order;
import org.lineageca.ca.lint.LintedStream;
import org.lineageca.ca.lint.rules.CrlRules;
import org.lineageca.db.tables.records.CrlScopeRecord;

/**
 * The transaction that takes a CRL number: locks the scope, writes what will be signed, commits it
 * with its digest (ADR 0029).
 */
final class CrlIntent {

    private final DSLContext transaction;
    private final int generation;
    private final Order order;

    CrlIntent(DSLContext transaction, int generation, Order order) {
        this.transaction = transaction;
        this.generation = generation;
        this.order = order;
    }

    /**
     * Takes the number.
     *
     * @param connections for the snapshot that the entries are read from
     */
    LintedStream<TbsCertList> take(DSLContext connections, Actor actor) {
        var place = scope(order.place());
        var numbering = lock(place.scope());
        var newest = newest(place);
        refuseAfterTheLast(place, newest);
        var base = place.isDelta() ? base(place, newest) : null;
        var changeMark = StatusChange.newest(transaction, generation);
        var which = entries(place, base);
        // The snapshot is younger than the lock: it knows all that any earlier number knew.
        var linted =
                connections.transactionResult(configuration -> {
                    var snapshot = configuration.dsl();
                    snapshot.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
                    return write(new CrlEntryRows(snapshot, which), place, numbering, base);
                });
        insert(linted, changeMark);
        numbering.setLastNumber(linted.content().number().value());
        numbering.store(CRL_SCOPE.LAST_NUMBER);
        AuditInsert.insert(
                transaction,
                order.thisUpdate(),
                actor,
                AuditEvent.CrlIntended.of(linted.content(), linted.sha256()));
        return linted;
    }

    private LintedStream<TbsCertList> write(
            CrlEntryRows rows, CrlPlace place, CrlScopeRecord numbering, @Nullable DeltaBase base) {
        var content =
                new TbsCertList(
                        order.issuer(),
                        CrlScope.of(numbering.getScope(), numbering.getDistributionPoint()),
                        new CrlNumber(numbering.getLastNumber() + 1),
                        order.thisUpdate(),
                        order.isFinal()
                                ? TbsCertList.NEVER
                                : CrlStandings.schedule(place.row()).nextUpdate(order.thisUpdate()),
                        rows.extent(),
                        place.extensions(order.isFinal(), base == null ? null : base.number()));
        var examination = CrlRules.PROFILE.examine(content, order.issuer().algorithm().digest());
        var pieces = new CrlPieces.Writer(transaction, generation, content);
        var writer =
                new TbsCertListWriter(
                        content,
                        CrlPieces.OCTETS,
                        (octets, length) -> {
                            examination.accept(octets, length);
                            pieces.write(octets, length);
                        });
        rows.writeTo(writer);
        writer.end();
        return examination.admit();
    }

    private CrlPlace scope(String name) {
        return CrlPlace.find(transaction, generation, name)
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.NOT_FOUND,
                                "Generation "
                                        + order.issuer().generation()
                                        + " has no CRL scope '"
                                        + name
                                        + "'. No CRL was issued."));
    }

    private CrlScopeRecord lock(String name) {
        return transaction
                .selectFrom(CRL_SCOPE)
                .where(CRL_SCOPE.GENERATION_ID.eq(generation))
                .and(CRL_SCOPE.SCOPE.eq(name))
                .forUpdate()
                .fetchSingle();
    }

    /**
     * The newest signed CRL of a scope.
     *
     * @param changeMark all changes up to it were read; null if that was not noted
     */
    private record Newest(long number, @Nullable Long changeMark, boolean isFinal) {}

    private Optional<Newest> newest(CrlPlace place) {
        return transaction
                .select(CRL.NUMBER, CRL.CHANGE_MARK, CRL.IS_FINAL)
                .from(CRL)
                .where(place.isOf(place.scope()))
                .and(CRL.RECORDED_AT.isNotNull())
                .orderBy(CRL.NUMBER.desc())
                .limit(1)
                .fetchOptional(row -> new Newest(row.value1(), row.value2(), row.value3()));
    }

    /** Who asks may have looked before the last one was recorded. */
    private void refuseAfterTheLast(CrlPlace place, Optional<Newest> newest) {
        newest.filter(Newest::isFinal)
                .ifPresent(last -> {
                    throw new RefusedException(
                            Refusal.CANNOT_ISSUE,
                            "CRL "
                                    + last.number()
                                    + " of generation "
                                    + order.issuer().generation()
                                    + ", scope '"
                                    + place.scope()
                                    + "', is its last: none may follow. No CRL was issued.");
                });
    }

    /** What a delta adds to: a CRL that relying parties may hold. */
    private record DeltaBase(long number, long changeMark) {}

    private DeltaBase base(CrlPlace place, Optional<Newest> newest) {
        return newest.flatMap(crl ->
                        Optional.ofNullable(crl.changeMark())
                                .map(mark -> new DeltaBase(crl.number(), mark)))
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.CANNOT_ISSUE,
                                "Generation "
                                        + order.issuer().generation()
                                        + " has no CRL of scope '"
                                        + place.scope()
                                        + "' that was signed here, which a delta could add to. No CRL was issued. Issue that one first."));
    }

    private Condition entries(CrlPlace place, @Nullable DeltaBase base) {
        var scope = place.scope();
        var which = REVOCATION.GENERATION_ID.eq(DSL.inline(generation));
        if (!scope.equals(CrlScope.COMPLETE)) {
            which = which.and(REVOCATION.CRL_SCOPE.eq(DSL.inline(scope)));
        }
        which =
                base == null
                        ? which.and(RevokedRows.inForce())
                        : which.and(REVOCATION.CHANGE.gt(DSL.inline(base.changeMark())));
        var unexpiredAt = place.expiredEntriesGo();
        return unexpiredAt == null
                ? which
                : which.and(REVOCATION.NOT_AFTER.ge(DSL.inline(unexpiredAt, REVOCATION.NOT_AFTER)));
    }

    private void insert(LintedStream<TbsCertList> linted, long changeMark) {
        var content = linted.content();
        var base = content.extensions().base();
        transaction
                .insertInto(CRL)
                .set(CRL.GENERATION_ID, generation)
                .set(CRL.SCOPE, content.place())
                .set(CRL.NUMBER, content.number().value())
                .set(CRL.THIS_UPDATE, content.thisUpdate())
                .set(CRL.NEXT_UPDATE, content.nextUpdate())
                .set(CRL.ENTRIES, content.extent().entries())
                .set(CRL.IS_FINAL, content.isFinal())
                .set(CRL.TBS_SHA256, linted.sha256().toArray())
                .set(CRL.INTENDED_AT, order.thisUpdate())
                .set(CRL.BASE_NUMBER, base == null ? null : base.value())
                .set(CRL.CHANGE_MARK, changeMark)
                .execute();
    }
}
