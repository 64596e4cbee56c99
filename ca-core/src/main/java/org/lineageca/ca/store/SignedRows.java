package org.lineageca.ca.store;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jooq.DSLContext;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.lifecycle.CertificateStore.Recording;
import org.lineageca.ca.lifecycle.CertificateStore.SignedOrder;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** Where what tokens returned is kept, with the audit events of it. */
final class SignedRows {

    static final SignedRows CERTIFICATES =
            new SignedRows("signed_certificate", AuditEvent.CertificateRecorded::new);

    static final SignedRows PRECERTIFICATES =
            new SignedRows("precertificate", AuditEvent.PrecertificateRecorded::new);

    private interface Recorded {
        AuditEvent of(GenerationId generation, SerialNumber serial, Octets sha256);
    }

    private record Row(SignedOrder signed, Octets sha256) {

        SerialNumber serial() {
            return signed.order().content().serial();
        }
    }

    private final String insert;
    private final Recorded recorded;

    private SignedRows(String table, Recorded recorded) {
        this.insert =
                KeptPlans.FIRST
                        + """
                        INSERT INTO %s (generation_id, recorded_at, serial, sha256, der)
                        SELECT ?, ?, serial, sha256, der FROM unnest(?, ?, ?) AS signed (serial, sha256, der);
                        """
                                .formatted(table)
                        + AuditInsert.INSERT;
        this.recorded = recorded;
    }

    /** Records what is of one generation; what the database refuses fails alone. */
    List<Recording> record(
            DSLContext database, GenerationKeys keys, List<SignedOrder> signed, Instant at) {
        if (signed.isEmpty()) {
            return List.of();
        }
        var generation = keys.key(signed.getFirst().order().generation());
        return TogetherOrApart.run(
                signed,
                some -> {
                    database.transaction(
                            configuration -> insert(configuration.dsl(), generation, some, at));
                    return Collections.nCopies(some.size(), new Recording.Kept());
                },
                Recording.Failed::new);
    }

    void insert(DSLContext transaction, int generation, List<SignedOrder> signed, Instant at) {
        var rows = signed.stream().map(one -> new Row(one, one.der().sha256())).toList();
        transaction.connection(connection -> {
            try (var columns = ManyRows.of(connection, insert)) {
                columns.all(generation)
                        .all(at)
                        .octets(rows.stream().map(row -> row.serial().octets()).toList())
                        .octets(rows.stream().map(Row::sha256).toList())
                        .octets(rows.stream().map(row -> row.signed().der()).toList());
                AuditInsert.bind(
                                columns,
                                at,
                                rows,
                                row -> row.signed().order().actor(),
                                row ->
                                        recorded.of(
                                                row.signed().order().generation(),
                                                row.serial(),
                                                row.sha256()))
                        .insert();
            }
        });
    }
}
