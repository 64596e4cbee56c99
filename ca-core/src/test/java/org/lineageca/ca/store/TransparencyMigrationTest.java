package org.lineageca.ca.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

class TransparencyMigrationTest {

    /** A generation that was there before has room for precertificates, too. */
    @Test
    void generationsOfEarlierInstallationsGetTheNewPartitions() {
        try (var database = new EarlierDatabase("before_there_were_logs", "30")) {
            var jooq = database.jooq();
            addGeneration(jooq);
            assertThat(database.migrate()).isPositive();
            assertThat(
                            jooq.fetchValues(
                                    "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhrelid::regclass::text ~ '_g1$' AND inhparent::regclass::text ~ 'certificate$' ORDER BY 1"))
                    .hasToString(
                            "[certificate_g1, logged_certificate_g1, precertificate_g1, signed_certificate_g1]");
        }
    }

    private static void addGeneration(DSLContext database) {
        database.execute(
                """
                INSERT INTO authority (subject) VALUES ('\\x3000');
                INSERT INTO generation (authority_id, number, label, spki, token, key_id, algorithm, state,
                    state_since, ca_issuers_uri)
                VALUES (1, 1, '0123456789abcdef', '\\x3000', 'issuing', '\\x00', 'P256', 'Staged', now(), 'http://ca.test/');
                SELECT create_partitions(1)
                """);
    }
}
