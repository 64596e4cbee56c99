package org.lineageca.console.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.ca.lifecycle.PublisherOrders.Finding;
import org.lineageca.ca.lifecycle.PublisherOrders.Outcome;
import org.lineageca.ca.lifecycle.PublisherOrders.Published;
import org.lineageca.ca.lifecycle.PublisherSilentException;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

class SealedOrdersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String KEY = "a key of thirty-two characters..";
    private static final Published CRL =
            new Published("one", new GenerationId(Octets.of(new byte[32])), "shard-3", 7);

    @TempDir private Path folder;
    private HttpServer publisher;
    private SealedOrders orders;
    private String answer = "";
    private String answerKey = KEY;
    private String order = "";
    private String seal = "";

    @BeforeEach
    void start() throws IOException {
        var keyFile = folder.resolve("key");
        Files.writeString(keyFile, KEY + "\n");
        publisher =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        publisher.createContext(
                "/roll-back",
                exchange -> {
                    try (exchange) {
                        order =
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8);
                        seal = exchange.getRequestHeaders().getFirst("Lineage-Seal");
                        var body = answer.getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders()
                                .set(
                                        "Lineage-Seal",
                                        hmac(answerKey, "answer\n" + seal + "\n" + answer));
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
        publisher.start();
        var url = URI.create("http://127.0.0.1:" + publisher.getAddress().getPort() + "/");
        orders = new SealedOrders(List.of(new ConfiguredPublisher("one", url, keyFile)), () -> NOW);
    }

    @AfterEach
    void stop() {
        orders.stop();
        publisher.stop(0);
    }

    @Test
    void anOrderNamesTheCrlAndTheMinuteUnderItsSeal() {
        answer = "{\"outcome\":\"rolled-back\",\"from\":7,\"to\":6}";
        assertThat(orders.rollBack(CRL)).isEqualTo(new Outcome.RolledBack(7, 6));
        assertThat(order).isEqualTo("perform 0000000000000000/shard-3 7 2026-03-01T12:00:00Z");
        assertThat(seal).isEqualTo(hmac(KEY, "order\n" + order));
    }

    @Test
    void whatTheGuardSaysIsToldAsItIs() {
        answer =
                "{\"outcome\":\"possible\",\"from\":7,\"to\":6,\"entries\":2,\"thisUpdate\":\"2026-03-01T10:00:00Z\",\"nextUpdate\":\"2026-03-02T10:00:00Z\"}";
        assertThat(orders.examine(CRL))
                .isEqualTo(
                        new Finding.Possible(
                                6,
                                2,
                                Instant.parse("2026-03-01T10:00:00Z"),
                                Instant.parse("2026-03-02T10:00:00Z")));
        assertThat(order).startsWith("examine ");
        answer = "{\"outcome\":\"refused\",\"reason\":\"ENTRY_MISSING\",\"why\":\"It lacks 02.\"}";
        assertThat(orders.examine(CRL))
                .isEqualTo(new Outcome.Refused("ENTRY_MISSING", "It lacks 02."));
        answer = "{\"outcome\":\"failed\",\"why\":\"Busy.\"}";
        assertThat(orders.rollBack(CRL)).isEqualTo(new Outcome.Refused("FAILED", "Busy."));
    }

    @Test
    void anAnswerOfSomebodyElseIsNone() {
        answer = "{\"outcome\":\"rolled-back\",\"from\":7,\"to\":6}";
        answerKey = "another key";
        assertThatThrownBy(() -> orders.rollBack(CRL))
                .isInstanceOf(PublisherSilentException.class)
                .hasMessageContaining("without its seal");
        publisher.stop(0);
        assertThatThrownBy(() -> orders.rollBack(CRL)).isInstanceOf(PublisherSilentException.class);
    }

    private static String hmac(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
