package org.lineageca.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.publisher.guard.Policy;

class SettingsTest {

    private static final String GOOD =
            """
            lineage:
              database: {url: 'jdbc:postgresql://127.0.0.1:8444/lineage', user: publisher, password-file: etc/secrets/publisher}
              folder: published
              http: {host: 127.0.0.1, port: 8443}
            """;

    @TempDir private Path folder;

    @Test
    void readsTheFileOfAnInstallation() throws IOException {
        var settings = read(GOOD);
        assertThat(settings.http().port()).isEqualTo(8443);
        assertThat(settings.folder()).isEqualTo(Path.of("published"));
        assertThat(settings.policy()).isEqualTo(Policy.DEFAULT);
        assertThat(read(GOOD + "  policy: {longest-validity: PT240H}\n").policy().longestValidity())
                .isEqualTo(Duration.ofDays(10));
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        refused(
                GOOD.replace("8443", "84430"),
                "lineage.http.port must be a number from 0 to 65535");
        refused(GOOD.replace("folder: published", "x: y"), "lacks lineage.folder");
        refused(GOOD + "  polizy: {}\n", "has lineage.polizy, which is not a setting");
        refused(GOOD + "  policy: {longest-validity: ten days}\n", "ISO 8601");
        refused("- a\n", "must be a mapping");
        refused("lineage: {", "is not YAML");
        assertThatThrownBy(() -> Settings.read(folder.resolve("absent.yml")))
                .hasMessageContaining("There is no configuration file");
        assertThatThrownBy(() -> read(GOOD).database().password())
                .hasMessageContaining("There is no password file");
    }

    private void refused(String text, String words) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(words);
    }

    private Settings read(String text) throws IOException {
        return Settings.read(Files.writeString(folder.resolve("crl-publisher.yml"), text));
    }
}
