package org.lineageca.ca.store;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.lifecycle.CertificateStore.SignedOrder;

/** What tokens returned, with the audit events of it. */
final class SignedRows {

    private static final String INSERT =
            """
            INSERT INTO signed_certificate (generation_id, serial, sha256, der, recorded_at)
            SELECT ?, serial, sha256, der, ? FROM unnest(?, ?, ?) AS signed (serial, sha256, der)
            """;

    private SignedRows() {}

    static void insert(
            DSLContext transaction, int generation, List<SignedOrder> signed, Instant at) {
        var fingerprints = signed.stream().map(one -> one.der().sha256()).toList();
        transaction.connection(connection -> {
            try (var rows = ManyRows.of(connection, INSERT)) {
                rows.all(generation)
                        .all(at)
                        .octets(
                                signed.stream()
                                        .map(one -> one.order().content().serial().octets())
                                        .toList())
                        .octets(fingerprints)
                        .octets(signed.stream().map(SignedOrder::der).toList())
                        .insert();
            }
        });
        AuditInsert.insertAll(
                transaction,
                at,
                signed,
                one -> one.order().actor(),
                one ->
                        new AuditEvent.CertificateRecorded(
                                one.order().generation(),
                                one.order().content().serial(),
                                one.der().sha256()));
    }
}
