package org.lineageca.ocsp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.lineageca.ocsp.fixture.TestRequest.base64;
import static org.lineageca.ocsp.http.RunningResponder.GENERATION;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.ocsp.fixture.TestRequest;
import org.lineageca.ocsp.protocol.RevocationReason;
import org.lineageca.octets.Octets;
import org.yaml.snakeyaml.Yaml;

/** What operators see of a responder that answers. */
class OperatorPagesTest {

    private static final Octets GOOD = TestAuthority.serial(5);
    private static final Octets REVOKED = TestAuthority.serial(6);

    private RunningResponder running;

    @BeforeEach
    void start() throws IOException {
        running = RunningResponder.start(Duration.ofMinutes(2), Duration.ofMinutes(1));
        running.source.issue(GENERATION, GOOD);
        running.source.revoke(GENERATION, REVOKED, Instant.EPOCH, RevocationReason.KEY_COMPROMISE);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void everyRequestIsCountedOnceByWhatCameOfIt() throws Exception {
        get(GOOD);
        get(GOOD);
        get(GOOD);
        get(REVOKED);
        get(TestAuthority.serial(7));
        running.get("/ocsp/AAAA");
        running.post(
                "/ocsp",
                "application/ocsp-request",
                TestRequest.about(TestAuthority.named("Other"), GOOD));
        running.get("/nothing");
        running.send("DELETE", "/ocsp");
        running.source.fail(true);
        await().untilAsserted(() ->
                assertThat(running.get("/ocsp/" + request(TestAuthority.serial(8))).body())
                        .hasSize(5));

        var metrics = running.operate("/metrics");
        assertThat(metrics.headers().firstValue("content-type").orElseThrow())
                .startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body())
                .contains(
                        sample("requests_total{status=\"good\"}", 3),
                        sample("requests_total{status=\"revoked\"}", 1),
                        sample("requests_total{status=\"malformed_request\"}", 1),
                        sample("requests_total{status=\"unauthorized\"}", 1),
                        sample("requests_total{status=\"http_error\"}", 2),
                        sample("cache_hits_total", 2),
                        "lineage_ocsp_request_duration_seconds_bucket{from=\"cache\",le=\"+Inf\"} 2",
                        "lineage_ocsp_request_duration_seconds_count{from=\"cache\"} 2")
                .doesNotContain(
                        sample("requests_total{status=\"unknown\"}", 0),
                        sample("requests_total{status=\"try_later\"}", 0));
    }

    @Test
    void theStatusSaysWhoSignsAndHowFastAnswersAre() throws Exception {
        get(GOOD);
        get(GOOD);

        assertThat(running.operate("/status").body())
                .contains(
                        "\"state\":\"up\"",
                        "\"ready\":true",
                        "\"generation\":\"" + running.authority.label() + "\"",
                        "\"cacheHitRate\":0.500",
                        "\"requestsPerSecond\":")
                .containsPattern("\"latencyMilliseconds\":\\{\"p50\":[0-9.]+,\"p90\":[0-9.]+")
                .containsPattern("\"signatureMilliseconds\":\\{\"p50\":[0-9.]+")
                .containsPattern("\"notAfter\":\"20[^\"]+Z\"")
                .containsPattern("\"cache\":\\{\"certificates\":1,\"octets\":[1-9]");
    }

    @Test
    void readinessFailsWithTheTokenAndLivenessDoesNot() throws Exception {
        assertThat(running.operate("/health/ready").statusCode()).isEqualTo(200);

        running.signer.lose();

        await().untilAsserted(() -> {
            var ready = running.operate("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("makes no signature", "Check the token");
            assertThat(running.get("/health/ready").statusCode()).isEqualTo(503);
        });
        assertThat(running.operate("/health/live").statusCode()).isEqualTo(200);
        assertThat(running.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(running.operate("/metrics").body())
                .contains("lineage_ocsp_ready 0.0", "lineage_ocsp_token_up 0.0");
    }

    /** The others would not have it either, and all of them gone would silence the rest. */
    @Test
    void aGenerationWithoutSignerBesideOthersIsNoReasonToBeTakenAway() throws Exception {
        var other = TestAuthority.named("Without signer");
        running.source.serve(2, other);

        await().untilAsserted(() -> {
            var health = running.get("/health");
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(new String(health.body(), StandardCharsets.UTF_8))
                    .contains("No valid OCSP signer", other.label());
            assertThat(running.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(running.operate("/status").body()).contains("\"state\":\"degraded\"");
        });
    }

    @Test
    void metricsAreReadThoughAllConnectionsAreTaken() throws Exception {
        var taken = new ArrayList<Socket>();
        try {
            for (var i = 0; i < RunningResponder.CONNECTIONS + 5; i++) {
                taken.add(running.connect());
            }
            await().untilAsserted(() ->
                    assertThat(
                                    value(
                                            running.operate("/metrics").body(),
                                            "connections_refused_total"))
                            .isGreaterThanOrEqualTo(5));
        } finally {
            for (var socket : taken) {
                socket.close();
            }
        }
        await().untilAsserted(() ->
                assertThat(value(running.operate("/metrics").body(), "connections_open"))
                        .isLessThanOrEqualTo(5));
    }

    /** An alert on a metric that is not there never rings. */
    @ParameterizedTest
    @ValueSource(strings = {"prometheus/ocsp.rules.yml", "operators.md"})
    void everyMetricOperatorsAreToldOfIsThere(String page) throws Exception {
        var text = Files.readString(Path.of("..", "docs", page));
        var named =
                Pattern.compile("lineage_ocsp_[a-z_]+[a-z]")
                        .matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .toList();

        assertThat(running.operate("/metrics").body()).contains(named);
        assertThat(named).isNotEmpty();
    }

    @Test
    void theAlertsAreYamlAndEachSaysWhatToDo() throws Exception {
        Map<String, Object> file =
                new Yaml().load(Files.readString(Path.of("../docs/prometheus/ocsp.rules.yml")));
        assertThat(file.toString()).contains("expr=", "annotations=").doesNotContain("null");
        var rules = Files.readString(Path.of("../docs/prometheus/ocsp.rules.yml"));
        assertThat(rules.split("- alert: ", -1)).hasSameSizeAs(rules.split("action: ", -1));
    }

    @Test
    void operatorsPagesAreNotOnTheListenerOfRelyingParties() throws Exception {
        assertThat(running.get("/status").statusCode()).isEqualTo(404);
        assertThat(running.operate("/ocsp").statusCode()).isEqualTo(404);
        // Whether it is taken for base64 or not, it is none of them.
        assertThat(running.get("/metrics").body()).hasSizeLessThan(100);
    }

    private void get(Octets serial) throws IOException, InterruptedException {
        assertThat(running.get("/ocsp/" + request(serial)).body()).hasSizeGreaterThan(100);
    }

    private String request(Octets serial) {
        return base64(TestRequest.about(running.authority, serial));
    }

    private static String sample(String name, int value) {
        return "lineage_ocsp_" + name + " " + value + ".0\n";
    }

    private static double value(String metrics, String name) {
        return Arrays.stream(metrics.split("\n", -1))
                .filter(line -> line.startsWith("lineage_ocsp_" + name + " "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow();
    }
}
