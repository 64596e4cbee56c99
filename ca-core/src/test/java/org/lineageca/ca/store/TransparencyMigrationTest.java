package org.lineageca.ca.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.lineageca.migrations.Migrate;
import org.lineageca.migrations.PostgresCluster;
import org.lineageca.migrations.TemporaryDatabase;

class TransparencyMigrationTest {

    private static final String EARLIER = "before_there_were_logs";

    /** A generation that was there before has room for precertificates, too. */
    @Test
    void generationsOfEarlierInstallationsGetTheNewPartitions() throws Exception {
        try (var server = TemporaryDatabase.start()) {
            var owner = PostgresCluster.OWNER;
            DSL.using(server.jdbcUrl(), owner, server.password())
                    .execute("CREATE DATABASE " + EARLIER);
            var url = server.jdbcUrl().replaceFirst("/[a-z0-9_]+$", "/" + EARLIER);
            try {
                Flyway.configure()
                        .dataSource(url, owner, server.password())
                        .locations("classpath:db/migration")
                        .target("30")
                        .load()
                        .migrate();
                try (var database = DSL.using(url, owner, server.password())) {
                    addGeneration(database);
                    assertThat(Migrate.apply(url, owner, server.password())).isPositive();
                    assertThat(
                                    database.fetchValues(
                                            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhrelid::regclass::text ~ '_g1$' AND inhparent::regclass::text ~ 'certificate$' ORDER BY 1"))
                            .hasToString(
                                    "[certificate_g1, logged_certificate_g1, precertificate_g1, signed_certificate_g1]");
                }
            } finally {
                DSL.using(server.jdbcUrl(), owner, server.password())
                        .execute("DROP DATABASE IF EXISTS " + EARLIER + " WITH (FORCE)");
            }
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
