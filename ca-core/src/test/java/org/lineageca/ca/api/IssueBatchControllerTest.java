package org.lineageca.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.batch.RunBatches;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.x509.Pem;

/** Batch issue as machines see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssueBatchControllerTest {

    @TempDir private static Path folder = Path.of("");

    private @Nullable RunningService started;

    @BeforeAll
    void start() {
        started = RunningService.start(folder, Map.of());
    }

    @AfterAll
    void close() {
        service().close();
    }

    private RunningService service() {
        var running = started;
        if (running == null) {
            throw new IllegalStateException("the service was not started");
        }
        return running;
    }

    private HttpResponse<String> post(String path, String body) {
        return service()
                .send(
                        TrustedRole.Machine,
                        service()
                                .request(path)
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", "a-key-of-a-batch")
                                .POST(RunningService.json(body)));
    }

    private HttpResponse<String> get(String path) {
        return service().send(TrustedRole.Machine, service().request(path).GET());
    }

    private static String pem(String host) {
        return Pem.encode("CERTIFICATE REQUEST", TestRequests.server(host)).replace("\n", "\\n");
    }

    @Test
    void aBatchIsFilledStartedWatchedAndRead() {
        var open = "{\"profile\":\"tls-server\"}";
        var opened = post("/issue-batches", open);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        assertThat(post("/issue-batches", open).body()).isEqualTo(opened.body());
        var path = opened.headers().firstValue("Location").orElseThrow();
        assertThat(opened.body()).contains("\"state\":\"open\"", "\"requests\":0");

        var added =
                post(
                        path + "/requests",
                        "{\"requests\":[\"%s\",\"wrong\",\"%s\"]}"
                                .formatted(pem("one.example"), pem("two.example")));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
        assertThat(added.body())
                .contains("\"added\":2", "\"index\":1", "urn:lineage:problem:malformed");
        assertThat(post(path + "/pause", "{}").statusCode()).isEqualTo(400);
        assertThat(post(path + "/start", "{}").body()).contains("\"state\":\"running\"");
        var waiting = get(path + "/results");
        assertThat(waiting.body().lines()).hasSize(2).allMatch(line -> line.contains("waiting"));

        assertThat(service().context().getBean(RunBatches.class).turn())
                .isEqualTo(RunBatches.Turn.WORKED);

        assertThat(get(path).body())
                .contains("\"state\":\"over\"", "\"issued\":2", "\"percent\":100");
        var results = get(path + "/results");
        assertThat(results.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/jsonl");
        assertThat(results.body().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("\"state\":\"issued\""));
        assertThat(get(path + "/results?after=1").body().lines()).hasSize(1);
        assertThat(get(path + "/results?after=-1").statusCode()).isEqualTo(400);
        assertThat(get("/issue-batches").body()).contains("\"state\":\"over\"");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(post("/issue-batches", "{}").body()).contains("'profile' names no profile");
        assertThat(post("/issue-batches/1/requests", "{}").body())
                .contains("'requests' is missing");
        var nobodys =
                service()
                        .send(
                                TrustedRole.Machine,
                                service()
                                        .request("/issue-batches/99/start")
                                        .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(nobodys.statusCode()).isEqualTo(404);
        assertThat(nobodys.body()).contains("There is no issue batch 99");
    }
}
