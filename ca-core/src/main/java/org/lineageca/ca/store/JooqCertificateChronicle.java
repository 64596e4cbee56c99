package org.lineageca.ca.store;

import static org.lineageca.db.Tables.AUDIT_EVENT;
import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.REVOCATION;
import static org.lineageca.db.Tables.SIGNED_CERTIFICATE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.audit.log.AuditRecord;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.lifecycle.CertificateChronicle;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.db.tables.records.RevocationRecord;
import org.lineageca.octets.Octets;

/**
 * What certificates went through, in PostgreSQL. The tables know the last change of a status; those
 * before it, which only holds leave behind, are in the audit log alone, which has no index for
 * them.
 */
public final class JooqCertificateChronicle implements CertificateChronicle {

    private final DSLContext database;
    private final GenerationKeys keys;

    public JooqCertificateChronicle(DSLContext database, GenerationKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public Life of(GenerationId generation, SerialNumber serial) {
        var key = keys.key(generation);
        var octets = serial.octets().toArray();
        var row =
                database.select(
                                CERTIFICATE.PROFILE_VERSION,
                                CERTIFICATE.SPKI_SHA256,
                                CERTIFICATE.CRL_SCOPE,
                                SIGNED_CERTIFICATE.RECORDED_AT)
                        .from(CERTIFICATE)
                        .leftJoin(SIGNED_CERTIFICATE)
                        .on(
                                SIGNED_CERTIFICATE
                                        .GENERATION_ID
                                        .eq(CERTIFICATE.GENERATION_ID)
                                        .and(SIGNED_CERTIFICATE.SERIAL.eq(CERTIFICATE.SERIAL)))
                        .where(CERTIFICATE.GENERATION_ID.eq(key))
                        .and(CERTIFICATE.SERIAL.eq(octets))
                        .fetchOptional()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "certificate " + serial + " is not on record"));
        var last =
                database.selectFrom(REVOCATION)
                        .where(REVOCATION.GENERATION_ID.eq(key))
                        .and(REVOCATION.SERIAL.eq(octets))
                        .fetchOne();
        var audited =
                last == null ? Optional.of(List.<Turn>of()) : audited(generation.label(), serial);
        return new Life(
                row.get(CERTIFICATE.PROFILE_VERSION),
                Octets.of(row.get(CERTIFICATE.SPKI_SHA256)),
                row.get(SIGNED_CERTIFICATE.RECORDED_AT),
                turns(audited.orElse(List.of()), last),
                audited.isPresent(),
                last == null ? List.of() : told(key, row.get(CERTIFICATE.CRL_SCOPE), last));
    }

    /** The last change is told by its row, whatever the log says. */
    private static List<Turn> turns(List<Turn> audited, @Nullable RevocationRecord last) {
        if (last == null) {
            return audited;
        }
        var reason = RevocationReason.ofCode(last.getReason());
        var turns = new ArrayList<>(audited);
        if (turns.stream().noneMatch(turn -> turn.at().equals(last.getRevokedAt()))) {
            turns.add(turn(last, reason));
        }
        return turns;
    }

    private static Turn turn(RevocationRecord last, RevocationReason reason) {
        return switch (reason) {
            case CERTIFICATE_HOLD ->
                    new Turn(last.getRevokedAt(), last.getRevokedBy(), Change.HELD, reason, "");
            case REMOVE_FROM_CRL ->
                    new Turn(last.getRevokedAt(), last.getRevokedBy(), Change.RELEASED, null, "");
            default ->
                    new Turn(last.getRevokedAt(), last.getRevokedBy(), Change.REVOKED, reason, "");
        };
    }

    /** Empty where looking through the log takes too long. */
    private Optional<List<Turn>> audited(String label, SerialNumber serial) {
        try {
            return Optional.of(
                    database.transactionResult(configuration -> {
                        configuration.dsl().execute("SET LOCAL statement_timeout = '2s'");
                        return events(configuration.dsl(), label, serial);
                    }));
        } catch (DataAccessException e) {
            if ("57014".equals(e.sqlState())) { // query_canceled
                return Optional.empty();
            }
            throw e;
        }
    }

    private static List<Turn> events(DSLContext transaction, String label, SerialNumber serial) {
        return transaction
                .select(AuditRows.EVENT)
                .from(AUDIT_EVENT)
                .where(AUDIT_EVENT.KIND.in("CertificateRevoked", "HoldConfirmed", "HoldReleased"))
                .and(detail("serial", serial.hex()))
                .and(detail("generation", label))
                .orderBy(AUDIT_EVENT.SEQUENCE)
                .fetch(row -> turn(AuditRows.event(row)));
    }

    private static org.jooq.Condition detail(String name, String value) {
        return DSL.condition(
                "{0} ->> {1} = {2}", AUDIT_EVENT.DETAILS, DSL.inline(name), DSL.val(value));
    }

    private static Turn turn(AuditRecord event) {
        var details = event.named();
        if (event.kind().equals("HoldReleased")) {
            return new Turn(
                    event.at(),
                    event.actor(),
                    Change.RELEASED,
                    null,
                    details.getOrDefault("because", ""));
        }
        var reason = RevocationReason.ofLabel(details.getOrDefault("reason", ""));
        return new Turn(
                event.at(),
                event.actor(),
                reason == RevocationReason.CERTIFICATE_HOLD ? Change.HELD : Change.REVOKED,
                reason,
                "");
    }

    /** Of each place that speaks for it, the first CRL that was written after the change. */
    private List<Told> told(int generation, String scope, RevocationRecord last) {
        var places =
                Stream.of(CrlScope.COMPLETE, scope)
                        .distinct()
                        .flatMap(place -> Stream.of(place, place + CrlScope.DELTA))
                        .toList();
        return database.select(CRL.SCOPE, CRL.NUMBER, CRL.THIS_UPDATE)
                .distinctOn(CRL.SCOPE)
                .from(CRL)
                .where(CRL.GENERATION_ID.eq(generation))
                .and(CRL.SCOPE.in(places))
                .and(CRL.RECORDED_AT.isNotNull())
                .and(
                        CRL.CHANGE_MARK
                                .ge(last.getChange())
                                .or(
                                        // A ceremony signed it, before that was noted (migration
                                        // V0042).
                                        CRL.CHANGE_MARK
                                                .isNull()
                                                .and(CRL.THIS_UPDATE.ge(last.getRevokedAt()))))
                .orderBy(CRL.SCOPE, CRL.NUMBER)
                .fetch(JooqCertificateChronicle::told);
    }

    private static Told told(Record row) {
        return new Told(row.get(CRL.SCOPE), row.get(CRL.NUMBER), row.get(CRL.THIS_UPDATE));
    }
}
