package org.lineageca.ca.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.profile.ReadyMade;

class ProfileMigrationTest {

    /** What an installation issued by before profiles had documents goes on as it was. */
    @Test
    void profilesOfEarlierInstallationsBecomeDocuments() {
        try (var database = new EarlierDatabase("before_profiles_had_versions", "26")) {
            var jooq = database.jooq();
            jooq.execute(
                    """
                    INSERT INTO lineage (role, created_at) VALUES ('servers', now());
                    INSERT INTO profile (name, lineage_id, template, validity_seconds, beyond_issuer) VALUES
                        ('web', 1, 'TLS_SERVER', 7776000, 'shorten'),
                        ('host', 1, 'TLS_CLIENT', 43200, 'refuse'),
                        ('short', 1, 'TLS_CLIENT', 5400, 'refuse')
                    """);
            assertThat(database.migrate()).isPositive();
            assertCarriedOver(new JooqAuthorityStore(jooq, new GenerationKeys(jooq)));
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
