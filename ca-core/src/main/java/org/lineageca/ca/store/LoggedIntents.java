package org.lineageca.ca.store;

import static org.lineageca.db.Tables.LOGGED_CERTIFICATE;
import static org.lineageca.db.Tables.REVOCATION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.CertificateOrder;
import org.lineageca.ca.lifecycle.CertificateStore.Intent;
import org.lineageca.ca.lifecycle.KeyLedger;
import org.lineageca.ca.transparency.LogId;
import org.lineageca.ca.transparency.Sct;
import org.lineageca.ca.transparency.SctList;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.ca.x509.TransparencyExtensions;
import org.lineageca.octets.Octets;

/** Promises to sign certificates that logs know already; of one generation, in one transaction. */
final class LoggedIntents {

    private static final String INSERT =
            """
            INSERT INTO logged_certificate (generation_id, intended_at, serial, tbs_sha256, scts, intended_by)
            SELECT ?, ?, serial, tbs_sha256, scts, intended_by
            FROM unnest(?, ?, ?, ?) AS intended (serial, tbs_sha256, scts, intended_by)
            """;

    private final DSLContext transaction;
    private final int generation;

    LoggedIntents(DSLContext transaction, int generation) {
        this.transaction = transaction;
        this.generation = generation;
    }

    /** What stands against them, of all. */
    private record Seen(
            String state,
            List<KeyLedger.Standing> keys,
            Set<SerialNumber> revoked,
            Set<SerialNumber> promised) {

        Optional<RuntimeException> refusal(CertificateOrder order) {
            var content = order.content();
            if (revoked.contains(content.serial())) {
                return Optional.of(
                        new RefusedException(
                                Refusal.CANNOT_ISSUE,
                                "Precertificate "
                                        + content.serial()
                                        + " was revoked or put on hold while logs were asked. The certificate was not signed. Send the request again for another."));
            }
            if (promised.contains(content.serial())) {
                return Optional.of(
                        new RefusedException(
                                Refusal.REQUEST_UNDER_WAY,
                                "The certificate of precertificate "
                                        + content.serial()
                                        + " is being signed for a copy of this request. Nothing more was signed. Send the request again in a minute to learn what became of it."));
            }
            return KeyRows.refusal(keys, content).map(refused -> refused);
        }
    }

    /** Those that can be are committed. */
    List<Intent> commit(List<CertificateOrder> orders, Instant at) {
        var reading = IntentReading.of(transaction, generation, orders, at);
        var serials = orders.stream().map(order -> order.content().serial().octets()).toList();
        var seen =
                new Seen(
                        reading.state(),
                        reading.keys(),
                        serials(
                                REVOCATION,
                                REVOCATION.SERIAL,
                                REVOCATION.GENERATION_ID.eq(generation).and(RevokedRows.inForce()),
                                serials),
                        serials(
                                LOGGED_CERTIFICATE,
                                LOGGED_CERTIFICATE.SERIAL,
                                LOGGED_CERTIFICATE.GENERATION_ID.eq(generation),
                                serials));
        var results = new ArrayList<Intent>();
        var committed = new ArrayList<CertificateOrder>();
        for (var order : orders) {
            var content = order.content();
            var request = order.request();
            var refusal = seen.refusal(order);
            var existing = request == null ? null : reading.answer(request, content.profile());
            if (!CertificateIntents.maySign(seen.state(), content.template())) {
                results.add(new Intent.IssuerMoved());
            } else if (existing != null) {
                results.add(new Intent.Duplicate(existing));
            } else if (refusal.isPresent()) {
                results.add(new Intent.Failed(refusal.get()));
            } else {
                results.add(new Intent.Committed());
                committed.add(order);
            }
        }
        if (!committed.isEmpty()) {
            insert(committed, at);
        }
        return results;
    }

    private Set<SerialNumber> serials(
            Table<?> table, Field<byte[]> serial, Condition condition, List<Octets> among) {
        return transaction
                .select(serial)
                .from(table)
                .where(condition)
                .and(serial.eq(DSL.any(CandidateRows.arrays(among))))
                .fetchSet(row -> SerialNumber.ofOctets(Octets.of(row.value1())));
    }

    private void insert(List<CertificateOrder> orders, Instant at) {
        transaction.connection(connection -> {
            try (var rows = ManyRows.of(connection, INSERT)) {
                rows.all(generation)
                        .all(at)
                        .octets(
                                orders.stream()
                                        .map(order -> order.content().serial().octets())
                                        .toList())
                        .octets(
                                orders.stream()
                                        .map(order -> order.linted().toBeSigned().sha256())
                                        .toList())
                        .octets(orders.stream().map(order -> scts(order).encoded()).toList())
                        .texts(orders.stream().map(order -> order.actor().name()).toList())
                        .insert();
            }
        });
        AuditInsert.insertAll(
                transaction,
                at,
                orders,
                CertificateOrder::actor,
                order ->
                        new AuditEvent.CertificateLogged(
                                order.generation(),
                                order.content().serial(),
                                scts(order).scts().stream()
                                        .map(Sct::log)
                                        .map(LogId::base64)
                                        .toList(),
                                order.linted().toBeSigned().sha256()));
    }

    /** A rule has seen that they are there and what they are. */
    private static SctList scts(CertificateOrder order) {
        return SctList.decode(
                TransparencyExtensions.scts(order.linted().toBeSigned()).orElseThrow());
    }
}
