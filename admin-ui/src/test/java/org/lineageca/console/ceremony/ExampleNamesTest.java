package org.lineageca.console.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://crl.example.org",
                "http://example.com:8443/crl",
                "http://CRL.Example.Net.",
                "http://crl.example",
                "http://nowhere.invalid"
            })
    void nobodyIsFoundUnderThem(String url) {
        assertThat(ExampleNames.leads(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8443",
                "http://[::1]:8443",
                "http://crl.myexample.org",
                "http://crl.example.org.uk",
                "http://example-pki.org"
            })
    void whatLooksLikeThemIsNone(String url) {
        assertThat(ExampleNames.leads(url)).isFalse();
    }
}
