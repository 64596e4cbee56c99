package org.lineageca.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.Installation;

final class IssueBatchCommandsTest {

    private static final String REQUEST =
            "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n";

    /** All that is answered, in one: the batch, what was added, and a line of the results. */
    private static final String BATCH =
            "{\"batch\":7,\"profile\":\"tls-server\",\"state\":\"over\",\"openedBy\":\"machine\",\"movedBy\":\"issue batch 7\","
                    + "\"requests\":3,\"done\":3,\"issued\":2,\"refused\":1,\"percent\":100,\"perSecond\":2800,"
                    + "\"added\":3,\"problems\":[{\"index\":1,\"problem\":{\"detail\":\"This is not a PKCS#10 request.\"}}],"
                    + "\"position\":1,\"subject\":\"CN=*.example,O=E\",\"chain\":\"chain\\n\"}";

    @TempDir private Path folder;
    private StubService service;
    private Terminal terminal;

    @BeforeEach
    void start() throws Exception {
        var installation = new Installation(folder, folder.resolve("data"));
        terminal = new Terminal(installation);
        service = StubService.of(installation);
        service.answers(200, BATCH);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private int run(String... arguments) {
        return terminal.run(List.of(arguments));
    }

    @Test
    void theRequestsOfAFileAreHandedInWatchedAndFetched() throws Exception {
        var file = Files.writeString(folder.resolve("all.pem"), "# three\n" + REQUEST.repeat(3));
        var out = folder.resolve("out");
        assertThat(
                        run(
                                "issue",
                                "--batch",
                                file.toString(),
                                "--profile",
                                "tls-server",
                                "--out",
                                out.toString()))
                .isEqualTo(ExitStatus.REFUSED);
        assertThat(terminal.err())
                .contains("request 2: This is not a PKCS#10 request.")
                .contains("Batch 7 with 3 requests goes on by itself.")
                .contains("issue-batch watch 7")
                .contains("batch 7: over, 100 %, 3 of 3 requests, 2 issued, 1 refused, 2,800/s");
        assertThat(terminal.out()).contains("1 chains are in");
        assertThat(out.resolve("results.jsonl")).exists();
        assertThat(out.resolve("00000001-_.example.pem")).hasContent("chain\n");
        assertThat(service.requests())
                .element(0)
                .isEqualTo("POST /issue-batches application/json {\"profile\":\"tls-server\"}");
        assertThat(service.requests().get(1)).startsWith("POST /issue-batches/7/requests ");
        assertThat(service.requests().get(2)).startsWith("POST /issue-batches/7/start ");
    }

    @Test
    void aFolderHoldsAFileForEach() throws Exception {
        var requests = Files.createDirectory(folder.resolve("requests"));
        assertThat(run("issue", "--batch", requests.toString(), "--profile", "p"))
                .isEqualTo(ExitStatus.REFUSED);
        assertThat(terminal.err()).contains("There is no request in");
        Files.writeString(requests.resolve("a.csr"), REQUEST);
        Files.write(requests.resolve("b.der"), new byte[] {0x30, 0});
        Files.writeString(requests.resolve("readme.txt"), "nothing");
        run("issue", "--batch", requests.toString(), "--profile", "p");
        assertThat(terminal.err()).contains("b.der: This is not a PKCS#10 request.");
        assertThat(service.requests())
                .anyMatch(asked ->
                        asked.contains("/requests")
                                && asked.contains("AAAA")
                                && asked.contains("MAA="));
        assertThat(run("issue", "--batch", requests.toString(), "--profile", "p", "one.csr"))
                .isEqualTo(2);
    }

    @Test
    void aBatchIsShownPausedResumedAndCancelled() throws Exception {
        assertThat(run("issue-batch", "status", "7")).isZero();
        assertThat(terminal.out())
                .isEqualTo(
                        """
                        batch 7: over, 100 %, 3 of 3 requests, 2 issued, 1 refused, 2,800/s
                        profile tls-server, opened by machine, over by issue batch 7
                        """);
        assertThat(run("issue-batch", "watch", "7")).isZero();
        for (var verb :
                Map.of("pause", "pause", "resume", "resumption", "cancel", "cancellation")
                        .entrySet()) {
            assertThat(run("issue-batch", verb.getKey(), "7")).isZero();
            assertThat(service.requests().getLast())
                    .isEqualTo(
                            "POST /issue-batches/7/%s application/json {}"
                                    .formatted(verb.getValue()));
        }
        assertThat(run("issue-batch", "results", "7", "--out", folder.resolve("o").toString()))
                .isZero();
        assertThat(folder.resolve("o/00000001-_.example.pem")).exists();
        service.answers(200, "[" + BATCH + "]");
        assertThat(run("issue-batch")).isZero();
        assertThat(terminal.out()).contains("batch 7: over");
    }
}
