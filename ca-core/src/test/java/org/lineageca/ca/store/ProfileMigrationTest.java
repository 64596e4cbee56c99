package org.lineageca.ca.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.migrations.Migrate;
import org.lineageca.migrations.PostgresCluster;
import org.lineageca.migrations.TemporaryDatabase;

class ProfileMigrationTest {

    private static final String EARLIER = "before_profiles_had_versions";

    /** What an installation issued by before profiles had documents goes on as it was. */
    @Test
    void profilesOfEarlierInstallationsBecomeDocuments() throws Exception {
        try (var server = TemporaryDatabase.start()) {
            var owner = PostgresCluster.OWNER;
            DSL.using(server.jdbcUrl(), owner, server.password())
                    .execute("CREATE DATABASE " + EARLIER);
            var url = server.jdbcUrl().replaceFirst("/[a-z0-9_]+$", "/" + EARLIER);
            try {
                Flyway.configure()
                        .dataSource(url, owner, server.password())
                        .locations("classpath:db/migration")
                        .target("26")
                        .load()
                        .migrate();
                try (var database = DSL.using(url, owner, server.password())) {
                    database.execute(
                            """
                            INSERT INTO lineage (role, created_at) VALUES ('servers', now());
                            INSERT INTO profile (name, lineage_id, template, validity_seconds, beyond_issuer) VALUES
                                ('web', 1, 'TLS_SERVER', 7776000, 'shorten'),
                                ('host', 1, 'TLS_CLIENT', 43200, 'refuse'),
                                ('short', 1, 'TLS_CLIENT', 5400, 'refuse')
                            """);
                    assertThat(Migrate.apply(url, owner, server.password())).isPositive();
                    assertCarriedOver(
                            new JooqAuthorityStore(database, new GenerationKeys(database)));
                }
            } finally {
                DSL.using(server.jdbcUrl(), owner, server.password())
                        .execute("DROP DATABASE IF EXISTS " + EARLIER + " WITH (FORCE)");
            }
        }
    }

    private static void assertCarriedOver(JooqAuthorityStore authorities) {
        var web = authorities.profile("web").orElseThrow();
        assertThat(web.version()).isEqualTo(1);
        assertThat(web.lineage()).isEqualTo("servers");
        assertThat(web.validity()).isEqualTo(Duration.ofDays(90));
        assertThat(web.shortens()).isTrue();
        assertThat(web.rules())
                .isEqualTo(
                        ReadyMade.derive(
                                        "web",
                                        CertificateTemplate.TLS_SERVER,
                                        "servers",
                                        Duration.ofDays(90),
                                        true)
                                .profile()
                                .rules());
        var host = authorities.profile("host").orElseThrow();
        assertThat(host.template()).isEqualTo(CertificateTemplate.TLS_CLIENT);
        assertThat(host.validity()).hasHours(12);
        assertThat(host.shortens()).isFalse();
        assertThat(authorities.profile("short").orElseThrow().validity()).hasMinutes(90);
        assertThat(authorities.profiles()).hasSize(3);
    }
}
