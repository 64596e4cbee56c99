package org.lineageca.ca.store;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.lineageca.ca.lifecycle.CertificateOrder;
import org.lineageca.octets.Octets;

/** What takes whose place, in the transaction of the intents to sign it. */
final class ReplacedRows {

    /** A certificate that has a successor by the list already breaks the primary key. */
    private static final String INSERT =
            """
            INSERT INTO reissued_certificate (batch_id, generation_id, serial, new_generation_id, new_serial)
            SELECT batch_id, generation_id, replaced.serial, ?, new_serial
            FROM unnest(?, ?, ?, ?) AS replaced (batch_id, label, serial, new_serial) JOIN generation USING (label)
            """;

    private ReplacedRows() {}

    static void insert(DSLContext transaction, int generation, List<CertificateOrder> orders) {
        var batches = new ArrayList<Long>();
        var labels = new ArrayList<String>();
        var serials = new ArrayList<Octets>();
        var successors = new ArrayList<Octets>();
        for (var order : orders) {
            var replaced = order.replaced();
            if (replaced != null) {
                batches.add(replaced.batch());
                labels.add(replaced.certificate().generation().label());
                serials.add(replaced.certificate().serial().octets());
                successors.add(order.content().serial().octets());
            }
        }
        if (batches.isEmpty()) {
            return;
        }
        transaction.connection(connection -> {
            try (var rows = ManyRows.of(connection, INSERT)) {
                rows.all(generation)
                        .numbers(batches)
                        .texts(labels)
                        .octets(serials)
                        .octets(successors)
                        .insert();
            }
        });
    }
}
