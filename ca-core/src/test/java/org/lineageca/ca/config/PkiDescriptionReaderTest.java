package org.lineageca.ca.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.yaml.InvalidDescriptionException;

class PkiDescriptionReaderTest {

    @Test
    void readsTheDescriptionThatIsShipped() throws IOException {
        var description = PkiDescriptionReader.read(shipped());
        assertThat(description.root().name().toString())
                .isEqualTo("CN=Lineage Root CA 2026,O=Example Organisation");
        assertThat(description.lineages())
                .extracting(PkiDescription.Issuing::role)
                .containsExactly("tls-servers", "officers");
        assertThat(description.lineages().getFirst().crl().lifetime()).hasDays(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "key: P384 | key: P512 | 'P512' is not one of",
                "validity: 20y | validity: twenty | not a duration",
                "validity: 20y | vaildity: 20y | 'vaildity' is not known here",
                "lifetime: 180d | lifetime: 400d | at most 365d",
                "lifetime: 180d | lifetime: 10d | must be longer than its period",
                "name: CN=Lineage Root CA 2026,O=Example Organisation | name: nonsense | not a distinguished name",
                "validity: 5y | validity: 30y | less long than the root",
                "role: officers | role: tls-servers | must be its own",
                "machine: {template | engine: {template | needs the profiles",
                "template: tls-client, validity: 365d | template: root-ca, validity: 365d | tls-server or tls-client",
                "key: P384 | key: [P384 | not YAML"
            })
    void refusesWhatItCannotUseAndSaysWhere(String from, String to, String complaint)
            throws IOException {
        var edited = shipped().replaceFirst(java.util.regex.Pattern.quote(from), to);
        assertThat(edited).isNotEqualTo(shipped());
        assertThatThrownBy(() -> PkiDescriptionReader.read(edited))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessageContaining(complaint)
                .hasMessageMatching("(?s).*line [0-9]+.*");
    }

    @Test
    void refusesAnchorsThatGrowWithoutBound() {
        assertThatThrownBy(() -> PkiDescriptionReader.read("a: &a [1,1]\nb: [*a,*a]\n"))
                .isInstanceOf(InvalidDescriptionException.class);
        assertThatThrownBy(() -> PkiDescriptionReader.read(""))
                .isInstanceOf(InvalidDescriptionException.class);
    }

    private static String shipped() throws IOException {
        try (var file =
                Objects.requireNonNull(
                        PkiDescriptionReaderTest.class.getResourceAsStream("/pki.yml"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
