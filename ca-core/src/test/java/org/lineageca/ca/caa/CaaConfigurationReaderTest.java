package org.lineageca.ca.caa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.yaml.InvalidDescriptionException;

/** The document that says how CAA records are asked for. */
class CaaConfigurationReaderTest {

    private static final String DOCUMENT =
            """
            resolver: 127.0.0.1:53
            identities: [ca.example.net, PKI.example.net]
            patience-seconds: 5
            """;

    @Test
    void namesAResolverAndThisCa() {
        var read = CaaConfigurationReader.read(DOCUMENT);
        assertThat(read.resolver().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(read.resolver().getPort()).isEqualTo(53);
        assertThat(read.identities().names())
                .containsExactlyInAnyOrder("ca.example.net", "pki.example.net");
        assertThat(read.patience()).isEqualTo(Duration.ofSeconds(5));
        var other =
                CaaConfigurationReader.read("resolver: '[::1]:5353'\nidentities: [a.example]\n");
        assertThat(other.resolver().getAddress().isLoopbackAddress()).isTrue();
        assertThat(other.patience()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "127.0.0.1:53|dns.example:53|line 1, column 11|is not an address and a port",
                "127.0.0.1:53|127.0.0.1|line 1, column 11|is not an address and a port",
                "127.0.0.1:53|127.0.0.1:70000|line 1, column 11|port",
                "127.0.0.1:53|300.0.0.1:53|line 1, column 11|300.0.0.1",
                "ca.example.net|ca_1.example|line 2, column 14|is not a DNS name",
                "ca.example.net|'*.example'|line 2, column 14|no name that CAA records can have",
                "ca.example.net, PKI.example.net||line 2, column 13|give one",
                "patience-seconds: 5|patience-seconds: 60|line 3, column 19|from 1 to 45",
                "patience-seconds: 5|patience: 5|line 3, column 11|not known here",
            })
    void refusesWhatItCannotUseAndSaysWhere(
            String there, @Nullable String instead, String place, String why) {
        var yaml = DOCUMENT.replace(there, instead == null ? "" : instead);
        assertThatThrownBy(() -> CaaConfigurationReader.read(yaml))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(why);
    }
}
