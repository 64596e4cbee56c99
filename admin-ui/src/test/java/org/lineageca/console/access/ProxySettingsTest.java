package org.lineageca.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTest {

    @Test
    void aFingerprintMayBeWrittenAsToolsShowIt() {
        var proxy = TestCertificates.named("proxy");
        var digits = SignedInOfficer.fingerprint(proxy).orElseThrow().toHex();
        var colons = digits.toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
        for (var written : List.of(digits, colons, " " + colons)) {
            var settings = new ProxySettings(List.of("00".repeat(32), written));
            assertThat(settings.fingerprints()).contains(digits);
            assertThat(settings.isProxys(proxy)).isTrue();
            assertThat(settings.isProxys(TestCertificates.named("proxy"))).isFalse();
        }
    }

    @Test
    void withoutSettingsThereIsNoProxy() {
        var none = new ProxySettings(null);
        assertThat(none.fingerprints()).isEmpty();
        assertThat(none.isProxys(TestCertificates.named("anna"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy", "12345", "3B:0C:…", "*"})
    void anythingElseKeepsTheConsoleFromStarting(String written) {
        assertThatThrownBy(() -> new ProxySettings(List.of(written)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The console does not start. Change it in console.yml.");
    }
}
