package org.lineageca.ca.store;

import static org.lineageca.db.Sequences.STATUS_CHANGE;
import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.REVOCATION;

import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;

/** Revocations of all that a CA issued. */
final class AuthorityRevocation {

    private AuthorityRevocation() {}

    /** In one statement: a generation may have issued millions. Its OCSP delegates are left out. */
    static void revokeAll(
            DSLContext transaction,
            GenerationKeys keys,
            GenerationId generation,
            RevocationReason reason,
            Instant at,
            Actor actor) {
        var revoked =
                transaction
                        .insertInto(
                                REVOCATION,
                                REVOCATION.GENERATION_ID,
                                REVOCATION.SERIAL,
                                REVOCATION.REVOKED_AT,
                                REVOCATION.REASON,
                                REVOCATION.REVOKED_BY,
                                REVOCATION.CHANGE)
                        .select(
                                DSL.select(
                                                CERTIFICATE.GENERATION_ID,
                                                CERTIFICATE.SERIAL,
                                                DSL.val(at, REVOCATION.REVOKED_AT),
                                                DSL.val((short) reason.code()),
                                                DSL.val(actor.name()),
                                                STATUS_CHANGE.nextval())
                                        .from(CERTIFICATE)
                                        .where(CERTIFICATE.GENERATION_ID.eq(keys.key(generation)))
                                        .and(CERTIFICATE.NOT_AFTER.ge(at))
                                        .and(CERTIFICATE.PROFILE.ne("ocsp-signer")))
                        .onConflict(REVOCATION.GENERATION_ID, REVOCATION.SERIAL)
                        .doUpdate()
                        .set(RevokedRows.replacement())
                        .where(RevokedRows.giveWay())
                        .execute();
        AuditInsert.insert(
                transaction,
                at,
                actor,
                new AuditEvent.CertificatesRevoked(generation, reason.label(), revoked));
    }
}
