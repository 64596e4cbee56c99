package org.lineageca.ocsp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    private static final String LABEL = "0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "/,''",
        "'',''",
        "/ocsp,''",
        "/ocsp/,''",
        "/ocsp/0123456789abcdef,''",
        "/ocsp/0123456789abcdef/,''",
        "/MEUw/+A==,MEUw/+A==",
        "//MEUw//A==,MEUw//A==",
        "/ocsp/MEUw/+A==,MEUw/+A==",
        "/ocsp//MEUw/+A==,MEUw/+A==",
        "/ocsp/0123456789abcdef/MEUw/+A==,MEUw/+A==",
        "/ocsp/0123456789abcdef//MEUw/+A==,MEUw/+A==",
        "/ocsp/0123456789abcdef/MEUw%2F%2BA%3D%3D,MEUw/+A==",
        "/ocsp/0123456789abcdef/MEUw%2f%2bA%3d%3d,MEUw/+A==",
        "/ocsp/0123456789abcdef/%4dEUw%252F%252BA%253D%253D,MEUw/+A==",
        "/%6fcsp%2F0123456789abcdef%2FMEUw,MEUw",
        "/MEUw?x=1,MEUw",
        "http://ocsp.example/ocsp/MEUw,MEUw",
        "http://ocsp.example,''",
        // not a label: 15 digits, or not hexadecimal
        "/ocsp/0123456789abcde/MEUw,0123456789abcde/MEUw",
        "/ocsp/%,%",
        "/ocsp/%4,%4",
        "/ocsp/%zz,%zz"
    })
    void findsTheRequestHoweverItIsEscaped(String uri, String base64) {
        assertThat(RequestTarget.of(uri)).isEqualTo(new RequestTarget.Ocsp(base64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/favicon.ico", "/ocspx", "/robots.txt", "/health/x", "*"})
    void findsNothingElsewhere(String uri) {
        assertThat(RequestTarget.of(uri))
                .isIn(new RequestTarget.Nothing(), new RequestTarget.Ocsp(""));
    }

    @Test
    void findsTheHealthPage() {
        assertThat(RequestTarget.of("/health"))
                .isEqualTo(new RequestTarget.HealthPage(RequestTarget.Aspect.WHOLE));
        assertThat(RequestTarget.of("/health/ready"))
                .isEqualTo(new RequestTarget.HealthPage(RequestTarget.Aspect.READY));
        assertThat(RequestTarget.of("/health/live"))
                .isEqualTo(new RequestTarget.HealthPage(RequestTarget.Aspect.LIVE));
    }

    @ParameterizedTest
    @CsvSource({"MEUw,true", "MEU,true", "ME-_,false", "M EU,false", "'',true", "MEUwA,false"})
    void acceptsBase64WithOrWithoutPadding(String base64, boolean fine) {
        assertThat(new RequestTarget.Ocsp(base64).request().isPresent()).isEqualTo(fine);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 42})
    void neverThrowsWhateverComes(long seed) {
        System.out.println("RequestTargetTest seed " + seed);
        var random = new Random(seed);
        var alphabet = "M/%25ocsp+=?#:" + LABEL + "é\0\uffff";
        for (var i = 0; i < 100_000; i++) {
            var uri = new StringBuilder();
            for (var length = random.nextInt(40); length > 0; length--) {
                uri.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (RequestTarget.of(uri.toString()) instanceof RequestTarget.Ocsp ocsp) {
                assertThat(ocsp.request()).isNotNull();
            }
        }
    }
}
