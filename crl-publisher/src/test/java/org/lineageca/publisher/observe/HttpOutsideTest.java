package org.lineageca.publisher.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lineageca.publisher.guard.Octets;

class HttpOutsideTest {

    private static final byte[] EXPECTED = random(300_000);
    private static final int LARGEST = 700_000;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final HttpOutside outside = new HttpOutside(Duration.ofMinutes(1));
    private HttpServer server;
    private byte[] content = EXPECTED;
    private boolean chunked;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/crl", this::serve);
        server.createContext("/stuck", this::beginAndWait);
        server.start();
    }

    @AfterEach
    void stop() {
        finished.countDown();
        server.stop(0);
        outside.close();
    }

    @Test
    void whatIsExpectedIsComparedAndNotKept() throws Exception {
        var answer = ask("/crl", null);

        assertThat(answer.same()).isTrue();
        assertThat(answer.content()).isNull();
        assertThat(answer.etag()).isEqualTo("\"one\"");
        assertThat(answer.age()).isEqualTo(Duration.ofSeconds(42));
    }

    @Test
    void whatIsConfirmedIsNotSentAgain() throws Exception {
        assertThat(ask("/crl", "\"one\""))
                .returns(304, Outside.Answer::status)
                .returns(true, Outside.Answer::same);
    }

    @Test
    void whatDiffersAnywhereIsReadWhole() throws Exception {
        var changed = EXPECTED.clone();
        changed[200_001] ^= 1;
        for (var other :
                new byte[][] {
                    changed,
                    Arrays.copyOf(EXPECTED, 299_999),
                    Arrays.copyOf(EXPECTED, 300_001),
                    random(10),
                    new byte[0]
                }) {
            for (var announced : new boolean[] {true, false}) {
                content = other;
                chunked = !announced;
                var answer = ask("/crl", null);
                assertThat(answer.same()).isFalse();
                assertThat(answer.content()).isEqualTo(Octets.of(other));
            }
        }
    }

    @Test
    void nothingIsReadBeyondTheLimit() throws Exception {
        content = random(LARGEST + 1);
        for (var announced : new boolean[] {true, false}) {
            chunked = !announced;
            assertThat(ask("/crl", null))
                    .returns(false, Outside.Answer::same)
                    .returns(null, Outside.Answer::content);
        }
    }

    @Test
    void aServerThatStopsInTheMiddleIsNotWaitedForLonger() {
        try (var impatient = new HttpOutside(Duration.ofMillis(200))) {
            assertThatThrownBy(() -> impatient.ask(question("/stuck", null)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void nobodyThereIsAFailure() {
        server.stop(0);
        assertThatThrownBy(() -> ask("/crl", null)).isInstanceOf(IOException.class);
    }

    private Outside.Answer ask(String path, @Nullable String etag) throws Exception {
        return outside.ask(question(path, etag));
    }

    private Outside.Question question(String path, @Nullable String etag) {
        var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return new Outside.Question(uri, Octets.of(EXPECTED), etag, LARGEST);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("ETag", "\"one\"");
            exchange.getResponseHeaders().set("Age", "42");
            if ("\"one\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                exchange.sendResponseHeaders(
                        200, chunked ? 0 : content.length == 0 ? -1 : content.length);
                if (chunked || content.length > 0) {
                    exchange.getResponseBody().write(content);
                }
            }
        }
    }

    private void beginAndWait(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, EXPECTED.length);
            exchange.getResponseBody().write(EXPECTED, 0, 1000);
            exchange.getResponseBody().flush();
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] random(int length) {
        var octets = new byte[length];
        new Random(length).nextBytes(octets);
        return octets;
    }
}
