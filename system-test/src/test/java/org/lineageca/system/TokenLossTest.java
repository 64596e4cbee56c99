package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A token is taken away and put back while requests run. Whoever needs it is told so at once, and
 * works again without being restarted.
 */
@ExtendWith(Disturbed.Shared.class)
@ResourceLock(Disturbed.LOCK)
class TokenLossTest {

    /** A signer is started again, and then starts. */
    private static final Duration BACK = Duration.ofMinutes(2);

    private static Installation lineage;

    private Path taken = Path.of("");

    @BeforeAll
    static void start(Disturbed disturbed) {
        lineage = disturbed.lineage();
    }

    /** Where a test failed: others need the token. */
    @AfterEach
    void putBack() throws IOException {
        if (Files.exists(away())) {
            Files.move(away(), taken);
        }
    }

    @Test
    void withoutTheIssuingTokenMachinesAreToldToComeAgain() throws Exception {
        try (var machine = new MachineClient(lineage)) {
            var before = lineage.processes();
            var host = new int[1];
            await().until(() -> issue(machine, "before-" + host[0]++ + ".example") == 201);

            var token = lineage.data().resolve("tokens/issuing/tokens");
            var elsewhere = takeAway(token);
            for (var i = 0; i < 5; i++) {
                lineage.request("away-" + i + ".example");
                var request =
                        Files.readString(
                                lineage.folder().resolve("away-" + i + "-example-request.pem"));
                var response = machine.issue(request);
                assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
                assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith("application/problem+json");
                assertThat(
                                Integer.parseInt(
                                        response.headers().firstValue("Retry-After").orElseThrow()))
                        .isPositive();
                assertThat(response.body()).contains("token").contains("issuing");
            }
            assertThat(
                            lineage.lineage(
                                            "issue",
                                            "--profile",
                                            "tls-server",
                                            "away-0-example-request.pem")
                                    .failed()
                                    .err())
                    .contains("issuing");
            assertThat(lineage.lineage("status").failed().out()).contains("signer-issuing");
            assertThat(lineage.lineage("doctor").failed().out()).contains("fail  token issuing");

            Files.move(elsewhere, token);
            await().atMost(BACK)
                    .until(() -> issue(machine, "back-" + host[0]++ + ".example") == 201);
            assertOnlyRestarted(before, "signer-issuing");
        }
    }

    @Test
    void withoutTheRespondersTokenAnswersAreGivenWhileTheyLast() throws Exception {
        var before = lineage.processes();
        var cached = lineage.issueServer("cached.example");
        var uncached = lineage.issueServer("uncached.example");
        assertThat(lineage.ocspStatus(cached, "-no_nonce"))
                .contains("Response verify OK", ": good");

        var token = lineage.data().resolve("tokens/responder/tokens");
        var elsewhere = takeAway(token);
        for (var i = 0; i < 5; i++) {
            assertThat(lineage.ocspStatusNow(cached, "-no_nonce"))
                    .contains("Response verify OK", ": good");
            assertThat(lineage.ocspStatusNow(uncached, "-no_nonce")).contains("trylater");
            assertThat(lineage.ocspStatusNow(cached, "-nonce")).contains("trylater");
        }
        // What is revoked meanwhile is not good any more.
        lineage.lineage(
                        "revoke",
                        "--reason",
                        "superseded",
                        lineage.folder().resolve(cached + "-chain.pem").toString())
                .succeeded();
        await().untilAsserted(() ->
                assertThat(lineage.ocspStatusNow(cached, "-no_nonce")).contains("trylater"));

        Files.move(elsewhere, token);
        await().atMost(BACK)
                .untilAsserted(() ->
                        assertThat(lineage.ocspStatusNow(uncached, "-no_nonce"))
                                .contains("Response verify OK", ": good"));
        await().untilAsserted(() ->
                assertThat(lineage.ocspStatus(cached, "-no_nonce"))
                        .contains("Response verify OK", ": revoked"));
        assertOnlyRestarted(before, "signer-responder");
    }

    /** As the runbook says it. */
    @Test
    void aRespondersTokenThatIsLostForGoodIsReplacedByAnEmptyOne() throws Exception {
        var prefix = lineage.issueServer("lost.example");
        assertThat(lineage.ocspStatus(prefix)).contains("Response verify OK", ": good");
        var steps =
                DocumentationPage.blocks(
                        "docs/runbook-lost-token.md", "## The responder's token is lost for good");
        var shell = lineage.shell();
        shell.bash("set -e\n" + steps.getFirst()).succeeded();
        await().atMost(BACK).until(() -> lineage.lineage("responder", "roll-key").status() == 0);
        await().atMost(BACK)
                .untilAsserted(() ->
                        assertThat(lineage.ocspStatus(prefix))
                                .contains("Response verify OK", ": good"));
        shell.bash("rm -r data/tokens/responder/tokens.lost").succeeded();
    }

    private static int issue(MachineClient machine, String host)
            throws IOException, InterruptedException {
        lineage.request(host);
        return machine.issue(
                        Files.readString(
                                lineage.folder().resolve(host.replace('.', '-') + "-request.pem")))
                .statusCode();
    }

    private Path takeAway(Path token) throws IOException {
        taken = token;
        return Files.move(token, away());
    }

    private static Path away() {
        return lineage.folder().resolve("taken-away");
    }

    private static void assertOnlyRestarted(SortedMap<String, Long> before, String program) {
        await().atMost(BACK).untilAsserted(() -> lineage.lineage("status").succeeded());
        var after = lineage.processes();
        assertThat(after.remove(program)).isNotEqualTo(before.remove(program));
        assertThat(after).isEqualTo(before);
    }
}
