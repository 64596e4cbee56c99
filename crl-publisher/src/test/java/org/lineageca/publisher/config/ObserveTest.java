package org.lineageca.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.TestAuthority;
import org.lineageca.publisher.testpki.TestRows;

/** A publisher that looks at itself as relying parties do, and what operators see of it. */
class ObserveTest {

    private static final String SETTINGS =
            """
              observe: {interval: PT0.05S}
              metrics: {host: 127.0.0.1, port: 0}
            """;

    @TempDir private Path temporary;
    private final TestAuthority ca = TestAuthority.create("Seen CA");
    private HttpServer front;
    private volatile byte[] shown = new byte[0];

    /** The server that the distribution point names. */
    @BeforeEach
    void start() throws IOException {
        front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        front.createContext("/", this::show);
        front.start();
    }

    @AfterEach
    void stop() {
        front.stop(0);
    }

    @Test
    void whatIsSeenFromOutsideIsInHealthMetricsAndStatus() throws Exception {
        try (var database = TemporaryDatabase.start();
                var rows = new TestRows(database)) {
            var now = Instant.now().minusSeconds(10);
            var id = rows.generation(ca, null);
            var uri =
                    "http://127.0.0.1:%d/%s/complete.crl"
                            .formatted(front.getAddress().getPort(), ca.label());
            rows.certificate(id, null, now, ca.selfSigned(now));
            rows.scope(id, "complete", uri);
            rows.crl(id, new CrlDraft(ca, 3, Instant.now(), List.of(5L, 6L)).sign());
            try (var publisher = Running.with(database, temporary.resolve("published"), SETTINGS)) {
                publisher.awaitHealth(503, uri + " is missing. The server answers with status 404");
                shown = publisher.get("/" + ca.label() + "/complete.crl").body();
                publisher.awaitHealth(200, "{\"status\":\"ok\",\"reasons\":[]}");
                awaitMetric(publisher, scope("observed", "outcome=\"as_published\"", 1));
                shown = new CrlDraft(ca.nextGeneration(), 4, now, List.of()).sign().der().toArray();
                publisher.awaitHealth(
                        503, uri + " is foreign. It is nothing this generation's key");

                await().untilAsserted(() -> assertShown(publisher, uri));
            }
        }
    }

    @Test
    void aRefusalIsCountedOnceByItsReasonAndShownWhileItLasts() throws Exception {
        try (var database = TemporaryDatabase.start();
                var rows = new TestRows(database)) {
            var now = Instant.now().minusSeconds(10);
            var id = rows.generation(ca, null);
            rows.certificate(id, null, now, ca.selfSigned(now));
            rows.scope(id, "complete", "http://127.0.0.1/" + ca.label() + "/complete.crl");
            rows.crl(id, new CrlDraft(ca, 3, Instant.now().plusSeconds(900), List.of()).sign());
            try (var publisher =
                    Running.with(
                            database,
                            temporary.resolve("published"),
                            SETTINGS.replace("PT0.05S", "PT0S"))) {
                awaitMetric(
                        publisher,
                        "lineage_crl_refusals_total{reason=\"this_update_in_future\"} 1.0");
                assertThat(publisher.operate("/metrics"))
                        .contains(
                                "lineage_crl_refused{place=\"%s/complete\",reason=\"this_update_in_future\"} 1.0"
                                        .formatted(ca.label()));
                assertThat(publisher.operate("/status"))
                        .contains("\"reason\":\"THIS_UPDATE_IN_FUTURE\"");
                assertThat(publisher.operate("/nothing")).contains("There are /metrics");
            }
        }
    }

    /** Of what is served there now, which another key has signed. */
    private void assertShown(Running publisher, String uri) throws IOException {
        assertThat(publisher.operate("/metrics"))
                .contains(
                        "lineage_crl_well 0.0",
                        "lineage_crl_number{generation=\"%s\",scope=\"complete\"} 3.0"
                                .formatted(ca.label()),
                        "lineage_crl_entries{generation=\"%s\",scope=\"complete\"} 2.0"
                                .formatted(ca.label()),
                        "lineage_crl_newest_number{generation=\"%s\",scope=\"complete\"} 3.0"
                                .formatted(ca.label()),
                        "lineage_crl_observations_total{outcome=\"missing\"}",
                        "lineage_crl_target_missing_files{target=\"folder "
                                + temporary.resolve("published")
                                + "\"} 0.0",
                        "lineage_crl_refusals_total{reason=\"signature\"} 0.0")
                .contains(metricsNamedInTheRules())
                .containsPattern("lineage_crl_remaining_seconds\\{[^}]*} 60[0-9]{4}\\.")
                .containsPattern("lineage_crl_age_seconds\\{[^}]*} [0-9.]+\n");
        assertThat(publisher.operate("/status"))
                .contains(
                        "\"state\":\"failing\"",
                        "\"generation\":\"" + ca.label() + "\"",
                        "\"uri\":\"" + uri + "\"",
                        "\"outcome\":\"foreign\"",
                        "\"missing\":0",
                        "\"refusals\":[]");
    }

    private static List<String> metricsNamedInTheRules() throws IOException {
        return Pattern.compile("lineage_crl_[a-z_]+")
                .matcher(Files.readString(Path.of("../docs/prometheus/crl.rules.yml")))
                .results()
                .map(MatchResult::group)
                // There while something is refused: the other test looks.
                .filter(name -> !name.equals("lineage_crl_refused"))
                .distinct()
                .toList();
    }

    private String scope(String metric, String label, int value) {
        return "lineage_crl_%s{generation=\"%s\",%s,scope=\"complete\"} %d.0"
                .formatted(metric, ca.label(), label, value);
    }

    private static void awaitMetric(Running publisher, String sample) {
        await().untilAsserted(() -> assertThat(publisher.operate("/metrics")).contains(sample));
    }

    private void show(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(
                    shown.length == 0 ? 404 : 200, shown.length == 0 ? -1 : shown.length);
            if (shown.length > 0) {
                exchange.getResponseBody().write(shown);
            }
        }
    }
}
