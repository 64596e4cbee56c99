package org.lineageca.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.TestAuthority;
import org.lineageca.publisher.testpki.TestRows;

/** Rolling back by order, on a publisher that runs. */
class RollBackOrderTest {

    private static TemporaryDatabase database;
    private static TestRows rows;
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String KEY = "a key of thirty-two characters..";
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    @TempDir private Path temporary;

    /** Of a name of its own: all are in one database. */
    private final TestAuthority ca =
            TestAuthority.create("Ordered CA " + NUMBERS.incrementAndGet());

    private Path folder;
    private Path copy;
    private Path keyFile;
    private int generation;

    @BeforeAll
    static void startDatabase() {
        database = TemporaryDatabase.start();
        rows = new TestRows(database);
    }

    @AfterAll
    static void stopDatabase() {
        rows.close();
        database.close();
    }

    @BeforeEach
    void prepare() throws IOException {
        folder = temporary.resolve("published");
        copy = temporary.resolve("copy");
        keyFile = temporary.resolve("order-key");
        Files.writeString(keyFile, KEY + "\n");
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
        generation = rows.generation(ca, null);
        rows.certificate(generation, null, START, ca.selfSigned(START));
        rows.scope(generation, "complete", "http://127.0.0.1/" + ca.label() + "/complete.crl");
    }

    @Test
    void theEarlierCrlIsServedAgainWithoutAGapAndTheWithdrawnOneNeverComesBack()
            throws IOException {
        try (var publisher = running()) {
            publish(publisher, 1, 2);
            assertThat(publisher.operate("/status")).contains("\"takesOrders\":true");

            assertThat(order(publisher, "examine", 2))
                    .contains(
                            "\"outcome\":\"possible\"", "\"from\":2", "\"to\":1", "\"entries\":1");
            assertThat(publisher.number(ca.label())).isEqualTo(2);

            assertThat(order(publisher, "perform", 2))
                    .isEqualTo("{\"outcome\":\"rolled-back\",\"from\":2,\"to\":1}");
            assertThat(publisher.number(ca.label())).isEqualTo(1);
            publisher.awaitHealth(503, "(ROLLED_BACK)");
            await().untilAsserted(() ->
                    assertThat(Running.number(Files.readAllBytes(in(copy)))).isEqualTo(1));
            assertThat(Running.number(Files.readAllBytes(in(folder)))).isEqualTo(1);

            // Once more is in vain: that CRL is not published any more.
            assertThat(order(publisher, "perform", 2)).contains("\"outcome\":\"refused\"");
            assertThat(publisher.number(ca.label())).isEqualTo(1);
        }
        try (var publisher = running()) {
            publisher.awaitHealth(503, "(ROLLED_BACK)");
            assertThat(publisher.number(ca.label())).isEqualTo(1);
            publish(publisher, 3);
            publisher.awaitHealth(200, "ok");
        }
    }

    @Test
    void whatWouldTakeBackARevocationIsRefusedWithItsReason() throws IOException {
        try (var publisher = running()) {
            publish(publisher, 1);
            rows.crl(generation, new CrlDraft(ca, 2, Instant.now(), List.of(1L, 2L)).sign());
            publisher.awaitNumber(ca.label(), 2);
            for (var verb : List.of("examine", "perform")) {
                assertThat(order(publisher, verb, 2))
                        .contains("\"reason\":\"ENTRY_MISSING\"", "serial 02");
            }
            assertThat(publisher.number(ca.label())).isEqualTo(2);
            publisher.awaitHealth(200, "ok");
        }
    }

    @Test
    void onlyAFreshOrderWithTheRightSealCounts() throws IOException {
        try (var publisher = running()) {
            publish(publisher, 1, 2);
            var order = text("perform", 2, Instant.now());
            assertThat(publisher.order(order, null).statusCode()).isEqualTo(403);
            assertThat(publisher.order(order, seal("another key altogether", "order\n" + order)))
                    .satisfies(answer -> {
                        assertThat(answer.statusCode()).isEqualTo(403);
                        assertThat(answer.headers().firstValue("Lineage-Seal")).isEmpty();
                    });
            // A question is not turned into an order.
            var question = text("examine", 2, Instant.now());
            assertThat(publisher.order(order, seal(KEY, "order\n" + question)).statusCode())
                    .isEqualTo(403);
            var old = text("perform", 2, Instant.now().minusSeconds(90));
            assertThat(publisher.order(old, seal(KEY, "order\n" + old)).body())
                    .contains("not of this minute");
            var nonsense = "perform everything";
            assertThat(publisher.order(nonsense, seal(KEY, "order\n" + nonsense)).statusCode())
                    .isEqualTo(400);
            assertThat(publisher.order("x".repeat(201), null).statusCode()).isEqualTo(413);
            assertThat(publisher.number(ca.label())).isEqualTo(2);
        }
    }

    @Test
    void aPublisherWithoutAKeyTakesNoOrdersAndAnOpenKeyIsNone() throws IOException {
        try (var publisher =
                Running.with(database, folder, "  metrics: {host: 127.0.0.1, port: 0}\n")) {
            var order = text("perform", 2, Instant.now());
            assertThat(publisher.order(order, seal(KEY, "order\n" + order)).body())
                    .contains("No orders are taken here");
            assertThat(publisher.operate("/status")).contains("\"takesOrders\":false");
        }
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(this::running).hasStackTraceContaining("is open to others");
    }

    private Running running() throws IOException {
        return Running.with(
                database,
                folder,
                """
                  metrics: {host: 127.0.0.1, port: 0, order-key-file: '%s'}
                  targets: [{kind: folder, name: copy, folder: '%s'}]
                """
                        .formatted(keyFile, copy));
    }

    private Path in(Path tree) {
        return tree.resolve(ca.label()).resolve("complete.crl");
    }

    private void publish(Running publisher, long... numbers) {
        for (var number : numbers) {
            rows.crl(generation, new CrlDraft(ca, number, Instant.now(), List.of(1L)).sign());
            publisher.awaitNumber(ca.label(), number);
        }
    }

    /** The answer, once its seal is known to be right. */
    private String order(Running publisher, String verb, long number) {
        var order = text(verb, number, Instant.now());
        var seal = seal(KEY, "order\n" + order);
        var answer = publisher.order(order, seal);
        assertThat(answer.headers().firstValue("Lineage-Seal"))
                .hasValue(seal(KEY, "answer\n" + seal + "\n" + answer.body()));
        return answer.body();
    }

    private String text(String verb, long number, Instant at) {
        return "%s %s/complete %d %s".formatted(verb, ca.label(), number, at);
    }

    /** As docs/adr/0032 has it. */
    private static String seal(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
