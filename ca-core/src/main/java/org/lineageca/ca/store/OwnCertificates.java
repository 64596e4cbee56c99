package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.GENERATION;
import static org.lineageca.db.Tables.REVOCATION;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/**
 * What generations of ours signed over the key of one, or promised to. A promise counts as issued:
 * of a crash, the certificate may be known here only. A root's own certificate is none of them: it
 * cannot revoke itself, who trusts it must be told in another way.
 */
final class OwnCertificates {

    private final DSLContext transaction;
    private final GenerationKeys keys;
    private final GenerationId subject;

    OwnCertificates(DSLContext transaction, GenerationKeys keys, GenerationId subject) {
        this.transaction = transaction;
        this.keys = keys;
        this.subject = subject;
    }

    List<GenerationId> certifiers() {
        return transaction
                .selectDistinct(CERTIFICATE.GENERATION_ID)
                .from(CERTIFICATE)
                .where(areOwn())
                .orderBy(CERTIFICATE.GENERATION_ID)
                .fetch(row -> keys.name(row.value1()));
    }

    /** In a transaction that holds {@link StatusChange#lock}. */
    void revoke(
            RevocationReason reason, @Nullable Instant invalidityDate, Instant at, Actor actor) {
        var promised =
                transaction
                        .select(CERTIFICATE.GENERATION_ID, CERTIFICATE.SERIAL)
                        .from(CERTIFICATE)
                        .where(areOwn())
                        .and(CERTIFICATE.NOT_AFTER.gt(at))
                        .orderBy(CERTIFICATE.GENERATION_ID, CERTIFICATE.SERIAL)
                        .fetch();
        for (var row : promised) {
            var serial = SerialNumber.ofOctets(Octets.of(row.value2()));
            new RevocationRow(transaction, keys, keys.name(row.value1()), serial)
                    .revoke(new RevocationEntry(serial, at, reason, invalidityDate), actor);
        }
    }

    /** Whether {@link #revoke} would change anything. */
    boolean hasAnyToRevoke(RevocationReason reason, Instant at) {
        var isEnough =
                reason == RevocationReason.KEY_COMPROMISE
                        ? REVOCATION.REASON.eq((short) reason.code())
                        : RevokedRows.isFinal();
        return transaction.fetchExists(
                CERTIFICATE,
                areOwn(),
                CERTIFICATE.NOT_AFTER.gt(at),
                DSL.notExists(
                        DSL.selectOne()
                                .from(REVOCATION)
                                .where(REVOCATION.GENERATION_ID.eq(CERTIFICATE.GENERATION_ID))
                                .and(REVOCATION.SERIAL.eq(CERTIFICATE.SERIAL))
                                .and(isEnough)));
    }

    private Condition areOwn() {
        return CERTIFICATE
                .SPKI_SHA256
                .eq(subject.sha256().toArray())
                .and(CERTIFICATE.GENERATION_ID.ne(keys.key(subject)))
                .and(CertificateRows.isOfCa());
    }

    /**
     * What stops an intent to certify a CA of ours: its revocation covers what was promised before,
     * and waits for this transaction.
     */
    static Optional<RefusedException> obstacle(DSLContext transaction, CertificateContent content) {
        if (!content.template().isCa()) {
            return Optional.empty();
        }
        return transaction
                .select(GENERATION.STATE)
                .from(GENERATION)
                .where(GENERATION.SPKI_SHA256.eq(content.publicKey().sha256().toArray()))
                .forShare()
                .fetchOptional(GENERATION.STATE)
                .filter(Set.of("Revoked", "Destroyed")::contains)
                .map(state ->
                        new RefusedException(
                                Refusal.CANNOT_ISSUE,
                                "%s is %s, so its key is not certified anew. Nothing was signed. Withdraw what asks for it, and roll it to another CA."
                                        .formatted(content.subject(), state)));
    }
}
