package org.lineageca.ocsp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.ocsp.foreign.CrlIssuer;
import org.lineageca.ocsp.respond.SigningAhead;

class ConfigurationTest {

    private static final String MINIMAL =
            """
            lineage:
              database: {url: jdbc:postgresql://127.0.0.1:8444/lineage, user: responder, password-file: etc/secrets/responder}
              signer: {socket: run/responder.sock, token: responder}
              http: {host: 127.0.0.1, port: 8442}
            """;

    @TempDir private Path folder;

    @Test
    void fillsInWhatIsNotSaid() throws IOException {
        var configuration = read(MINIMAL);

        assertThat(configuration.http().port()).isEqualTo(8442);
        assertThat(configuration.answers().validity()).isEqualTo(Duration.ofHours(12));
        assertThat(configuration.answers().nonce()).isTrue();
        assertThat(configuration.maxDataAge()).isEqualTo(Duration.ofMinutes(15));
        assertThat(configuration.cacheOctets()).isEqualTo(128L << 20);
        assertThat(configuration.answers().extendedRevoke()).isFalse();
        assertThat(configuration.answers().retention()).isNull();
        assertThat(configuration.crlReference()).isFalse();
        assertThat(configuration.ahead()).isEqualTo(new SigningAhead.Extent(0, Set.of()));
    }

    @Test
    void takesTheOptionsOfAnswers() throws IOException {
        var configuration =
                read(
                        MINIMAL
                                + """
                                  answers: {extended-revoke: true, retention: 3650d, crl-reference: true}
                                  ahead: {per-second: 200, generations: [0123456789abcdef]}
                                """);

        assertThat(configuration.answers().extendedRevoke()).isTrue();
        assertThat(configuration.answers().retention()).isEqualTo(Duration.ofDays(3_650));
        assertThat(configuration.crlReference()).isTrue();
        assertThat(configuration.ahead())
                .isEqualTo(new SigningAhead.Extent(200, Set.of("0123456789abcdef")));
    }

    @Test
    void takesWhatIsSaid() throws IOException {
        var configuration =
                read(
                        MINIMAL
                                + """
                                  nonce: false
                                  answers: {validity: 8h, max-data-age: 10m, cache-megabytes: 1}
                                """);

        assertThat(configuration.answers().validity()).isEqualTo(Duration.ofHours(8));
        assertThat(configuration.answers().nonce()).isFalse();
        assertThat(configuration.maxDataAge()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void takesTheCrlsOfOthersInPlaceOfTheDatabase() throws IOException {
        var issuer =
                "{certificate: ca.pem, crls: [a.crl, \"http://b.test/b.crl\"], signer: d.pem, good: not-revoked}";
        var crls = "  crl-issuers: [%s]\n".formatted(issuer);
        var withoutDatabase = MINIMAL.replaceFirst("  database.*\n", "");

        assertThat(read(withoutDatabase + crls).source())
                .isEqualTo(
                        new Configuration.Crls(
                                List.of(
                                        new CrlIssuer(
                                                Path.of("ca.pem"),
                                                List.of("a.crl", "http://b.test/b.crl"),
                                                Path.of("d.pem"),
                                                null,
                                                CrlIssuer.Good.NOT_REVOKED,
                                                Duration.ofMinutes(10)))));
        assertThatThrownBy(() -> read(MINIMAL + crls))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("exclude each other");
        assertThatThrownBy(() -> read(withoutDatabase + crls.replace("not-revoked", "issued")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("crl-issuers[0]")
                .hasMessageContaining("nothing would ever be good");
    }

    @Test
    void namesTheKeyThatIsWrong() {
        assertThatThrownBy(() -> read(MINIMAL.replace("8442", "99999")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("lineage.http.port");
        assertThatThrownBy(() -> read(MINIMAL.replace("socket", "sokcet")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("lineage.signer.socket");
        assertThatThrownBy(() -> read(MINIMAL + "  nonec: false\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("lineage.nonec");
        assertThatThrownBy(() -> read(MINIMAL + "  answers: {validity: 12 hours}\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("lineage.answers.validity");
        assertThatThrownBy(() -> Configuration.read(folder.resolve("none.yml")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none.yml");
    }

    private Configuration read(String yaml) throws IOException {
        return Configuration.read(Files.writeString(folder.resolve("responder.yml"), yaml));
    }
}
