package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.CRL_SCOPE;
import static org.lineageca.db.Tables.REVOCATION;
import static org.lineageca.db.Tables.SEALED_CRL;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.crl.CrlSerials;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.lifecycle.CrlLedger.Released;
import org.lineageca.ca.lifecycle.CrlLedger.Sealed;
import org.lineageca.ca.lint.Linted;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.db.tables.records.SealedCrlRecord;
import org.lineageca.octets.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** CRLs that ceremonies signed: taken over, sealed, released, withdrawn. Within one transaction. */
final class CeremonyCrls {

    private static final Logger LOG = LoggerFactory.getLogger(CeremonyCrls.class);
    private static final Condition IS_SEALED =
            SEALED_CRL.RELEASED_AT.isNull().and(SEALED_CRL.WITHDRAWN_AT.isNull());

    private final DSLContext transaction;
    private final GenerationKeys keys;

    CeremonyCrls(DSLContext transaction, GenerationKeys keys) {
        this.transaction = transaction;
        this.keys = keys;
    }

    void adopt(Linted<TbsCertList> linted, Octets der, Instant at, Actor actor) {
        var content = linted.content();
        var generation = keys.key(content.issuer().generation());
        var scope = content.scope().name();
        var row =
                transaction
                        .selectFrom(CRL_SCOPE)
                        .where(CRL_SCOPE.GENERATION_ID.eq(generation))
                        .and(CRL_SCOPE.SCOPE.eq(scope))
                        .forUpdate()
                        .fetchSingle();
        var number = content.number().value();
        var tbsSha256 = linted.toBeSigned().sha256();
        if (isKnown(generation, scope, number, tbsSha256)) {
            return;
        }
        if (number <= row.getLastNumber()) {
            throw new IllegalStateException(
                    "CRL number "
                            + number
                            + " of generation "
                            + content.issuer().generation()
                            + " was taken by another CRL; this one was not taken over");
        }
        row.setLastNumber(number);
        row.store(CRL_SCOPE.LAST_NUMBER);
        var isDue = !content.thisUpdate().isAfter(at);
        var told = StatusChange.newest(transaction, generation);
        var untold = untold(generation, content.thisUpdate(), der);
        if (untold.isEmpty()) {
            withdrawEarlier(generation, scope, at);
        }
        if (isDue && untold.isEmpty()) {
            publish(generation, content, tbsSha256, der, told, at);
        } else {
            seal(generation, content, tbsSha256, der, at);
        }
        if (!untold.isEmpty()) {
            sayHeldBack(content.issuer().generation(), number, untold);
        }
        var how = untold.isEmpty() ? isDue ? "published" : "sealed" : "held back";
        audit(content, how, at, actor);
    }

    private boolean isKnown(int generation, String scope, long number, Octets tbsSha256) {
        var published =
                transaction.fetchExists(
                        CRL,
                        CRL.GENERATION_ID
                                .eq(generation)
                                .and(CRL.SCOPE.eq(scope))
                                .and(CRL.NUMBER.eq(number))
                                .and(CRL.TBS_SHA256.eq(tbsSha256.toArray())));
        return published
                || transaction.fetchExists(
                        SEALED_CRL,
                        SEALED_CRL
                                .GENERATION_ID
                                .eq(generation)
                                .and(SEALED_CRL.SCOPE.eq(scope))
                                .and(SEALED_CRL.NUMBER.eq(number))
                                .and(SEALED_CRL.TBS_SHA256.eq(tbsSha256.toArray())));
    }

    /** Those of the same adoption carry the same time, and stay. */
    private void withdrawEarlier(int generation, String scope, Instant at) {
        transaction
                .update(SEALED_CRL)
                .set(SEALED_CRL.WITHDRAWN_AT, at)
                .where(SEALED_CRL.GENERATION_ID.eq(generation))
                .and(SEALED_CRL.SCOPE.eq(scope))
                .and(SEALED_CRL.SEALED_AT.lt(at))
                .and(IS_SEALED)
                .execute();
    }

    private void publish(
            int generation,
            TbsCertList content,
            Octets tbsSha256,
            Octets der,
            long told,
            Instant at) {
        transaction
                .insertInto(CRL)
                .set(CRL.GENERATION_ID, generation)
                .set(CRL.SCOPE, content.scope().name())
                .set(CRL.NUMBER, content.number().value())
                .set(CRL.THIS_UPDATE, content.thisUpdate())
                .set(CRL.NEXT_UPDATE, content.nextUpdate())
                .set(CRL.ENTRIES, content.extent().entries())
                .set(CRL.IS_FINAL, content.isFinal())
                .set(CRL.TBS_SHA256, tbsSha256.toArray())
                .set(CRL.CHANGE_MARK, told)
                .set(CRL.INTENDED_AT, at)
                .set(CRL.OCTETS, (long) der.length())
                .set(CRL.RECORDED_AT, at)
                .execute();
        CrlPieces.write(
                transaction, generation, content.scope().name(), content.number().value(), der);
    }

    private void seal(
            int generation, TbsCertList content, Octets tbsSha256, Octets der, Instant at) {
        transaction
                .insertInto(SEALED_CRL)
                .set(SEALED_CRL.GENERATION_ID, generation)
                .set(SEALED_CRL.SCOPE, content.scope().name())
                .set(SEALED_CRL.NUMBER, content.number().value())
                .set(SEALED_CRL.THIS_UPDATE, content.thisUpdate())
                .set(SEALED_CRL.NEXT_UPDATE, content.nextUpdate())
                .set(SEALED_CRL.ENTRIES, content.extent().entries())
                .set(SEALED_CRL.TBS_SHA256, tbsSha256.toArray())
                .set(SEALED_CRL.DER, der.toArray())
                .set(SEALED_CRL.SEALED_AT, at)
                .execute();
    }

    private void audit(TbsCertList content, String how, Instant at, Actor actor) {
        AuditInsert.insert(
                transaction,
                at,
                actor,
                new AuditEvent.CrlAdopted(
                        content.issuer().generation(),
                        content.scope().name(),
                        content.number().value(),
                        how));
    }

    List<Released> release(Instant now, Actor actor) {
        var released = new ArrayList<Released>();
        var due =
                transaction
                        .selectFrom(SEALED_CRL)
                        .where(SEALED_CRL.THIS_UPDATE.le(now))
                        .and(IS_SEALED)
                        .orderBy(SEALED_CRL.GENERATION_ID, SEALED_CRL.NUMBER)
                        .forUpdate()
                        .skipLocked()
                        .fetch();
        for (var row : due) {
            var told = StatusChange.newest(transaction, row.getGenerationId());
            var untold = untold(row);
            if (untold.isEmpty()) {
                release(row, told, now, actor);
                released.add(new Released(keys.name(row.getGenerationId()), row.getNumber()));
            } else {
                sayHeldBack(keys.name(row.getGenerationId()), row.getNumber(), untold);
            }
        }
        return released;
    }

    private List<SerialNumber> untold(SealedCrlRecord row) {
        return untold(row.getGenerationId(), row.getThisUpdate(), Octets.of(row.getDer()));
    }

    /**
     * Revoked certificates that a CRL does not tell. Whoever has fetched it asks for no other
     * before its nextUpdate, so it does not come out, however much the next is due.
     */
    private List<SerialNumber> untold(int generation, Instant thisUpdate, Octets der) {
        var told = CrlSerials.of(der);
        return transaction
                .select(REVOCATION.SERIAL)
                .from(REVOCATION)
                .where(REVOCATION.GENERATION_ID.eq(generation))
                .and(REVOCATION.NOT_AFTER.ge(thisUpdate))
                .and(RevokedRows.inForce())
                .fetch(each -> SerialNumber.ofOctets(Octets.of(each.value1())))
                .stream()
                .filter(serial -> !told.contains(serial))
                .toList();
    }

    private static void sayHeldBack(
            GenerationId generation, long number, List<SerialNumber> untold) {
        LOG.error(
                "CRL {} of generation {}, as a ceremony signed it, is not published: it does not tell that {} of its certificates are revoked, among them {}. Hold a ceremony that signs a CRL with all of them (step crl, revoke).",
                number,
                generation,
                untold.size(),
                untold.getFirst());
    }

    private void release(SealedCrlRecord row, long told, Instant now, Actor actor) {
        transaction
                .insertInto(CRL)
                .set(CRL.GENERATION_ID, row.getGenerationId())
                .set(CRL.SCOPE, row.getScope())
                .set(CRL.NUMBER, row.getNumber())
                .set(CRL.THIS_UPDATE, row.getThisUpdate())
                .set(CRL.NEXT_UPDATE, row.getNextUpdate())
                .set(CRL.ENTRIES, row.getEntries())
                .set(CRL.IS_FINAL, row.getNextUpdate().equals(TbsCertList.NEVER))
                .set(CRL.TBS_SHA256, row.getTbsSha256())
                .set(CRL.CHANGE_MARK, told)
                .set(CRL.INTENDED_AT, row.getSealedAt())
                .set(CRL.OCTETS, (long) row.getDer().length)
                .set(CRL.RECORDED_AT, now)
                .execute();
        CrlPieces.write(
                transaction,
                row.getGenerationId(),
                row.getScope(),
                row.getNumber(),
                Octets.of(row.getDer()));
        row.setReleasedAt(now);
        row.store(SEALED_CRL.RELEASED_AT);
        AuditInsert.insert(
                transaction,
                now,
                actor,
                new AuditEvent.CrlAdopted(
                        keys.name(row.getGenerationId()),
                        row.getScope(),
                        row.getNumber(),
                        "released"));
    }

    List<Sealed> sealed() {
        return transaction
                .selectFrom(SEALED_CRL)
                .where(IS_SEALED)
                .orderBy(SEALED_CRL.GENERATION_ID, SEALED_CRL.NUMBER)
                .fetch(row ->
                        new Sealed(
                                keys.name(row.getGenerationId()),
                                row.getNumber(),
                                row.getThisUpdate(),
                                row.getNextUpdate(),
                                !untold(row).isEmpty()));
    }
}
