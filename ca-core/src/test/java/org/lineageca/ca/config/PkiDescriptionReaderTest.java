package org.lineageca.ca.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.yaml.InvalidDescriptionException;

class PkiDescriptionReaderTest {

    private static final Instant FIRST_RUN = Instant.parse("2026-11-22T08:00:00Z");

    @Test
    void readsTheDescriptionThatIsShipped() throws IOException {
        var description = read(shipped());
        assertThat(description.root().name().toString())
                .isEqualTo("CN=Lineage Root CA 2026,O=Example Organisation");
        assertThat(description.lineages())
                .extracting(PkiDescription.Issuing::role)
                .containsExactly("tls-servers", "officers");
        assertThat(description.lineages().getFirst().crl().schedule().lifetime()).hasDays(7);
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
                "template: tls-client, validity: 365d | template: root-ca, validity: 365d | issued on request are tls-server",
                "# shards: 8 | shards: many | 'many' is not a number of shards",
                "# shards: 8 | shards: 2000 | from 0 to 1024",
                "# apart-cas: true | apart-cas: yes | neither true nor false",
                "# deltas: {period: 1h | deltas: {period: 13h | longer than its period",
                "# deltas: {period: 1h, lifetime: 3h | deltas: {period: 12h, lifetime: 2d | come more often",
                "# deltas: {period: 1h | deltas: {every: 1h | 'every' is not known here",
                "# follow-revocations-within: 1m | follow-revocations-within: soon | not a duration",
                "key: P384 | key: [P384 | not YAML"
            })
    void refusesWhatItCannotUseAndSaysWhere(String from, String to, String complaint)
            throws IOException {
        var edited = shipped().replaceFirst(java.util.regex.Pattern.quote(from), to);
        assertThat(edited).isNotEqualTo(shipped());
        assertThatThrownBy(() -> read(edited))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessageContaining(complaint)
                .hasMessageMatching("(?s).*line [0-9]+.*");
    }

    /** What stands there as a comment can be had by taking the hash away. */
    @Test
    void readsWhatIsShippedAsAComment() throws IOException {
        var all = shipped().replaceAll("(?m)^      # ([a-z-]+: [^ {]+|deltas: .*)$", "      $1");
        var hour = new CrlSchedule(Duration.ofHours(1), Duration.ofHours(3), Duration.ofMinutes(1));
        assertThat(read(all).lineages().getFirst().crl())
                .isEqualTo(
                        new CrlPolicy(
                                new CrlSchedule(
                                        Duration.ofHours(12),
                                        Duration.ofDays(7),
                                        Duration.ofMinutes(1)),
                                hour,
                                8,
                                true,
                                FIRST_RUN));
    }

    @Test
    void refusesAnchorsThatGrowWithoutBound() {
        assertThatThrownBy(() -> read("a: &a [1,1]\nb: [*a,*a]\n"))
                .isInstanceOf(InvalidDescriptionException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(InvalidDescriptionException.class);
    }

    private static PkiDescription read(String yaml) {
        return PkiDescriptionReader.read(yaml, FIRST_RUN);
    }

    private static String shipped() throws IOException {
        try (var file =
                Objects.requireNonNull(
                        PkiDescriptionReaderTest.class.getResourceAsStream("/pki.yml"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
