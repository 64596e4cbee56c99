package org.lineageca.ca.store;

import static org.lineageca.db.Sequences.STATUS_CHANGE;
import static org.lineageca.db.Tables.REVOCATION;

import java.time.Instant;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.revocation.ReleaseDecision;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;

/**
 * One certificate's revocation: read, decided and written in a transaction that holds {@link
 * StatusChange#lock}, so that nobody else changes it in between.
 */
final class RevocationRow {

    private final DSLContext transaction;
    private final int key;
    private final GenerationId generation;
    private final SerialNumber serial;

    RevocationRow(
            DSLContext transaction,
            GenerationKeys keys,
            GenerationId generation,
            SerialNumber serial) {
        this.transaction = transaction;
        this.key = keys.key(generation);
        this.generation = generation;
        this.serial = serial;
    }

    RevocationDecision revoke(RevocationEntry asked, Actor actor) {
        if (asked.reason() == RevocationReason.KEY_COMPROMISE) {
            // Also where it is revoked already: what is known of the key is new.
            KeyRows.block(transaction, generation, key, serial, asked, actor);
        }
        var existing = find();
        var decision = RevocationDecision.of(generation, existing, asked);
        switch (decision) {
            case RevocationDecision.Revoked _ -> {
                write(existing, asked, actor);
                audit(
                        asked.revocationDate(),
                        actor,
                        new AuditEvent.CertificateRevoked(generation, asked));
            }
            case RevocationDecision.Confirmed(_, _, var hold) -> {
                write(existing, asked, actor);
                audit(
                        asked.revocationDate(),
                        actor,
                        new AuditEvent.HoldConfirmed(generation, asked, hold));
            }
            case RevocationDecision.AlreadyRevoked _ -> {}
        }
        return decision;
    }

    ReleaseDecision release(String because, Instant at, Actor actor) {
        var decision = ReleaseDecision.of(generation, find());
        switch (decision) {
            case ReleaseDecision.Released(_, var hold) -> {
                update(
                        new RevocationEntry(serial, at, RevocationReason.REMOVE_FROM_CRL, null),
                        actor);
                audit(at, actor, new AuditEvent.HoldReleased(generation, hold, because));
            }
            case ReleaseDecision.NotHeld _, ReleaseDecision.Final _ -> {}
        }
        return decision;
    }

    private @Nullable RevocationEntry find() {
        return transaction
                .select(REVOCATION.REVOKED_AT, REVOCATION.REASON, REVOCATION.INVALIDITY_DATE)
                .from(REVOCATION)
                .where(REVOCATION.GENERATION_ID.eq(key))
                .and(REVOCATION.SERIAL.eq(serial.octets().toArray()))
                .fetchOptional(row ->
                        new RevocationEntry(
                                serial,
                                row.value1(),
                                RevocationReason.ofCode(row.value2()),
                                row.value3()))
                .orElse(null);
    }

    private void write(@Nullable RevocationEntry existing, RevocationEntry asked, Actor actor) {
        if (existing == null) {
            insert(asked, actor);
        } else {
            update(asked, actor);
        }
    }

    private void insert(RevocationEntry entry, Actor actor) {
        transaction
                .insertInto(REVOCATION)
                .set(REVOCATION.GENERATION_ID, key)
                .set(REVOCATION.SERIAL, serial.octets().toArray())
                .set(REVOCATION.REVOKED_AT, entry.revocationDate())
                .set(REVOCATION.REASON, (short) entry.reason().code())
                .set(REVOCATION.INVALIDITY_DATE, entry.invalidityDate())
                .set(REVOCATION.REVOKED_BY, actor.name())
                .set(REVOCATION.CHANGE, STATUS_CHANGE.nextval())
                .execute();
    }

    private void update(RevocationEntry entry, Actor actor) {
        transaction
                .update(REVOCATION)
                .set(REVOCATION.REVOKED_AT, entry.revocationDate())
                .set(REVOCATION.REASON, (short) entry.reason().code())
                .set(REVOCATION.INVALIDITY_DATE, entry.invalidityDate())
                .set(REVOCATION.REVOKED_BY, actor.name())
                .set(REVOCATION.CHANGE, STATUS_CHANGE.nextval())
                .where(REVOCATION.GENERATION_ID.eq(key))
                .and(REVOCATION.SERIAL.eq(serial.octets().toArray()))
                .execute();
    }

    private void audit(Instant at, Actor actor, AuditEvent event) {
        AuditInsert.insert(transaction, at, actor, event);
    }
}
