package org.lineageca.ca.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.yaml.InvalidDescriptionException;

/** The list of logs that people write. */
class LogListReaderTest {

    private static final String KEY = key("secp256r1");
    private static final String LIST =
            """
            patience-seconds: 5
            logs:
              - name: Example 2027h1
                operator: Example
                url: https://ct.example.org/2027h1
                key: %s
                not-after: {from: 2027-01-01T00:00:00Z, before: 2027-07-01T00:00:00Z}
              - name: Old
                operator: Other
                url: https://old.example.org/
                key: %s
                state: readonly
            """
                    .formatted(KEY, key("secp256r1"));

    private static String key(String curve) {
        try {
            return Base64.getEncoder()
                    .encodeToString(TestRequests.ec(curve).getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void logsTakeWhatEndsInTheirIntervalWhileTheyAreUsable() {
        var list = LogListReader.read(LIST);
        assertThat(list.patience()).isEqualTo(Duration.ofSeconds(5));
        assertThat(list.logs())
                .extracting(TransparencyLog::name)
                .containsExactly("Example 2027h1", "Old");
        assertThat(list.logs().getFirst().url().resolve("ct/v1/add-pre-chain"))
                .hasToString("https://ct.example.org/2027h1/ct/v1/add-pre-chain");
        assertThat(list.taking(Instant.parse("2026-12-31T23:59:59Z"))).isEmpty();
        assertThat(list.taking(Instant.parse("2027-01-01T00:00:00Z"))).hasSize(1);
        assertThat(list.taking(Instant.parse("2027-06-30T23:59:59Z"))).hasSize(1);
        assertThat(list.taking(Instant.parse("2027-07-01T00:00:00Z"))).isEmpty();
        assertThat(list.find(list.logs().getLast().id())).isPresent();
    }

    @Test
    void noneAreConfiguredByAnEmptyList() {
        assertThat(LogListReader.read("logs: []")).isEqualTo(LogList.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    patience-seconds: 5 | patience-seconds: 61 | line 1, column 19
                    name: Old | name: Example 2027h1 | line 8, column 11
                    operator: Other | owner: Other | line 9, column 12
                    state: readonly | state: retired | line 12, column 12
                    https://old.example.org/ | ftp://old.example.org/ | line 10, column 10
                    before: 2027-07-01T00:00:00Z | before: 2026-07-01T00:00:00Z | ends before it begins
                    before: 2027-07-01T00:00:00Z | before: summer | is not an instant
                    name: Example 2027h1 | id: AAAA | line 3, column 9
                    """)
    void aMistakeIsToldWithItsPlace(String right, String wrong, String told) {
        assertThatThrownBy(() -> LogListReader.read(LIST.replaceFirst(right, wrong)))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessageContaining(told);
    }

    @Test
    void aKeyMustBeALogs() {
        assertThatThrownBy(() -> LogListReader.read(LIST.replace(KEY, key("secp384r1"))))
                .hasMessageContaining("line 6, column 10")
                .hasMessageContaining("RFC 6962 2.1.4");
        assertThatThrownBy(() -> LogListReader.read(LIST.replace(KEY, "c2VjcmV0")))
                .hasMessageContaining("line 6, column 10");
    }

    @Test
    void anIdThatIsGivenMustBeTheKeys() {
        assertThatThrownBy(() ->
                        LogListReader.read(
                                LIST.replace("state: readonly", "id: " + "A".repeat(43) + "=")))
                .hasMessageContaining("line 12, column 9");
    }
}
