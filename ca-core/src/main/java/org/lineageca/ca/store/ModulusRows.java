package org.lineageca.ca.store;

import java.util.Comparator;
import java.util.List;
import org.jooq.DSLContext;
import org.lineageca.ca.x509.RsaModulus;
import org.lineageca.octets.Octets;

/** RSA moduli of keys that are certified, put on record with the intents. */
final class ModulusRows {

    private static final String INSERT =
            """
            INSERT INTO rsa_modulus (spki_sha256, modulus)
            SELECT spki_sha256, modulus FROM unnest(?, ?) AS intended (spki_sha256, modulus)
            ON CONFLICT (spki_sha256) DO NOTHING
            """;

    private record Row(Octets sha256, Octets modulus) {}

    private ModulusRows() {}

    /**
     * Adds what is not there.
     *
     * @param publicKeys DER SubjectPublicKeyInfo, also of other algorithms
     */
    static void insert(DSLContext transaction, List<Octets> publicKeys) {
        // In one order everywhere, so that no two transactions wait for each other.
        var rows =
                publicKeys.stream()
                        .distinct()
                        .flatMap(key ->
                                RsaModulus.of(key)
                                        .map(modulus ->
                                                new Row(
                                                        key.sha256(),
                                                        Octets.of(modulus.toByteArray())))
                                        .stream())
                        .sorted(Comparator.comparing(Row::sha256))
                        .toList();
        if (rows.isEmpty()) {
            return;
        }
        transaction.connection(connection -> {
            try (var many = ManyRows.of(connection, INSERT)) {
                many.octets(rows.stream().map(Row::sha256).toList())
                        .octets(rows.stream().map(Row::modulus).toList())
                        .insert();
            }
        });
    }
}
