package org.lineageca.ca.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransparencyMigrationTest {

    /** A generation that was there before has room for precertificates, too. */
    @Test
    void generationsOfEarlierInstallationsGetTheNewPartitions() {
        try (var database = new EarlierDatabase("before_there_were_logs", "30")) {
            var jooq = database.jooq();
            database.addGeneration();
            assertThat(database.migrate()).isPositive();
            assertThat(
                            jooq.fetchValues(
                                    "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhrelid::regclass::text ~ '_g1$' AND inhparent::regclass::text ~ 'certificate$' ORDER BY 1"))
                    .hasToString(
                            "[certificate_g1, logged_certificate_g1, precertificate_g1, signed_certificate_g1]");
        }
    }
}
