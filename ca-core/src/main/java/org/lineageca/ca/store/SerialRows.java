package org.lineageca.ca.store;

import static org.lineageca.db.Sequences.STATUS_CHANGE;
import static org.lineageca.db.Tables.REVOCATION;

import java.time.Instant;
import java.util.Comparator;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.revocation.ListDigest;
import org.lineageca.ca.revocation.ListedCertificate;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/**
 * Many of a generation's certificates revoked with one statement, in a transaction that holds
 * {@link StatusChange#lock}.
 */
final class SerialRows {

    /** The one column of {@link #of}. */
    static final Field<byte[]> SERIAL =
            DSL.field(DSL.name("listed", "serial"), REVOCATION.SERIAL.getDataType());

    private final DSLContext transaction;
    private final int key;
    private final GenerationId generation;

    SerialRows(DSLContext transaction, GenerationKeys keys, GenerationId generation) {
        this.transaction = transaction;
        this.key = keys.key(generation);
        this.generation = generation;
    }

    /** Serial numbers as a table. */
    static Table<?> of(byte[][] serials) {
        return DSL.unnest(DSL.val(serials, REVOCATION.SERIAL.getDataType().array()))
                .as("listed", "serial");
    }

    /** What is revoked that was not. */
    final class Revoked {

        private final ListDigest digest = new ListDigest();
        private final RevocationReason reason;
        private long first;
        private long last;

        private Revoked(RevocationReason reason) {
            this.reason = reason;
        }

        private void add(Record2<byte[], Long> row) {
            digest.add(
                    new ListedCertificate(
                            generation, SerialNumber.ofOctets(Octets.of(row.value1()))));
            first = first == 0 ? row.value2() : first;
            last = row.value2();
        }

        int count() {
            return digest.count();
        }

        /**
         * Leaves the audit event.
         *
         * @param asked how many it was asked for
         */
        void audit(DSLContext transaction, long act, int asked, Instant at, Actor actor) {
            AuditInsert.insert(
                    transaction,
                    at,
                    actor,
                    new AuditEvent.ListRevoked(
                            act,
                            generation,
                            reason,
                            asked,
                            new AuditEvent.ListRevoked.Changes(
                                    count(), first, last, digest.sha256())));
        }
    }

    /** How many of them {@link #revoke} would change. */
    int countThatWouldChange(byte[][] serials, RevocationReason reason) {
        var stays =
                reason == RevocationReason.CERTIFICATE_HOLD
                        ? RevokedRows.inForce()
                        : RevokedRows.isFinal();
        return serials.length
                - transaction.fetchCount(
                        REVOCATION,
                        REVOCATION
                                .GENERATION_ID
                                .eq(key)
                                .and(
                                        REVOCATION.SERIAL.eq(
                                                DSL.any(
                                                        DSL.val(
                                                                serials,
                                                                REVOCATION
                                                                        .SERIAL
                                                                        .getDataType()
                                                                        .array()))))
                                .and(stays));
    }

    /** Each gives way as one alone would; change numbers ascend with the list. */
    Revoked revoke(
            byte[][] serials,
            RevocationReason reason,
            @Nullable Instant invalidityDate,
            Instant at,
            Actor actor) {
        var revoked = new Revoked(reason);
        if (reason == RevocationReason.KEY_COMPROMISE) {
            KeyRows.block(transaction, generation, key, serials, at, actor);
        }
        transaction
                .insertInto(
                        REVOCATION,
                        REVOCATION.GENERATION_ID,
                        REVOCATION.SERIAL,
                        REVOCATION.REVOKED_AT,
                        REVOCATION.REASON,
                        REVOCATION.INVALIDITY_DATE,
                        REVOCATION.REVOKED_BY,
                        REVOCATION.CHANGE)
                .select(
                        DSL.select(
                                        DSL.val(key),
                                        SERIAL,
                                        DSL.val(at, REVOCATION.REVOKED_AT),
                                        DSL.val((short) reason.code()),
                                        DSL.val(invalidityDate, REVOCATION.INVALIDITY_DATE),
                                        DSL.val(actor.name()),
                                        STATUS_CHANGE.nextval())
                                .from(of(serials)))
                .onConflict(REVOCATION.GENERATION_ID, REVOCATION.SERIAL)
                .doUpdate()
                .set(RevokedRows.replacement())
                .where(RevokedRows.giveWay())
                .returningResult(REVOCATION.SERIAL, REVOCATION.CHANGE)
                .fetch()
                .stream()
                .sorted(Comparator.comparing(Record2::value2))
                .forEach(revoked::add);
        return revoked;
    }
}
