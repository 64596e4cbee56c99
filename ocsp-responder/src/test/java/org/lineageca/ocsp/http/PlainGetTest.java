package org.lineageca.ocsp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered without an HTTP codec, and what is not. */
class PlainGetTest {

    private static final String GET = "GET /ocsp/MEUw HTTP/1.1\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host: x\r\n",
                "Host: x\r\nUser-Agent: y\r\nAccept: */*\r\nVia: 1.1 z\r\n",
                "connection: Keep-Alive\r\nHost: x\r\n",
                "X-Forwarded-For: 127.0.0.1\r\nX: \r\nPragma: no-cache\r\n"
            })
    void isOneWithoutAnythingSpecial(String fields) {
        var octets = GET + fields + "\r\n";

        assertThat(in(octets)).isEqualTo(new PlainGet("/ocsp/MEUw", octets.length()));
        assertThat(in(octets + octets)).isEqualTo(new PlainGet("/ocsp/MEUw", octets.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: close\r\n",
                "connection: keep-alive, x\r\n",
                "connection:keep-alive\r\n",
                "Connection: upgrade\r\n",
                "Host: x\r\nCONTENT-LENGTH: 5\r\n",
                "Transfer-Encoding: chunked\r\n",
                "Transfer-Encoding : chunked\r\n",
                "If-None-Match: *\r\n",
                "If-Modified-Since: x\r\n",
                "Expect: 100-continue\r\n",
                "Upgrade: h2c\r\n",
                "TE: trailers\r\n",
                "Host: x\r\n Transfer-Encoding: chunked\r\n",
                "Host: x\r\n\tgoes on\r\n",
                "Host: x\nTransfer-Encoding: chunked\r\n",
                "Host: x\n\r\n",
                "Host : x\r\n",
                "Ho st: x\r\n",
                ": x\r\n",
                "Host\r\n",
                "Host: \u00e9\r\n",
                "H\u00f6st: x\r\n",
                "Host: x\u0000\r\n",
                "Host: x\ry\r\n"
            })
    void isNoneWithAnythingThatMatters(String fields) {
        assertThat(in(GET + fields + "\r\n")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HEAD / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.0\r\n\r\n",
                "GET / HTTP/1.1\n\n",
                "GET  / HTTP/1.1\r\n\r\n",
                "GET / x HTTP/1.1\r\n\r\n",
                "GET /\u00e9 HTTP/1.1\r\n\r\n",
                "GET /\tx HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\n\r",
                "GET http://x/ HTTP/1.1\r\n\r\n",
                "get / HTTP/1.1\r\n\r\n",
                "GET /",
                ""
            })
    void isNoneOfAnotherKind(String octets) {
        assertThat(in(octets)).isNull();
    }

    @Test
    void isNoneBeforeItIsComplete() {
        var whole = GET + "Host: x\r\n\r\n";

        for (var length = 0; length < whole.length(); length++) {
            assertThat(in(whole.substring(0, length))).as("%d octets", length).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 20_261_121})
    void neverThrowsWhateverComes(long seed) {
        System.out.println("PlainGetTest seed " + seed);
        var random = new Random(seed);
        var whole = GET + "Host: x\r\nUser-Agent: y\r\n\r\n";
        for (var i = 0; i < 200_000; i++) {
            var octets = whole.getBytes(StandardCharsets.ISO_8859_1);
            for (var changes = random.nextInt(4); changes >= 0; changes--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            }
            var end = random.nextInt(octets.length + 1);
            var get = PlainGet.in(octets, 0, end);
            assertThat(get == null || get.end() <= end).isTrue();
        }
    }

    private static @Nullable PlainGet in(String octets) {
        return PlainGet.in(octets.getBytes(StandardCharsets.ISO_8859_1), 0, octets.length());
    }
}
