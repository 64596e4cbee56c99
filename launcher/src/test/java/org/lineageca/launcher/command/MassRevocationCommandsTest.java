package org.lineageca.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.Installation;

final class MassRevocationCommandsTest {

    private static final String LIST =
            """
            {"batch":7,"closed":true,"certificates":4500,"done":1500,"revoked":1499,"drill":false,"filling":false,
             "percent":33,"openedBy":"Officer","selection":"lineage=servers\\nprofile=tls-server\\n","act":3,
             "perSecond":9000,"secondsLeft":1,"sha256":"ab12","sentences":["about 1 s at 10,000/s"]}\
            """;

    @TempDir private Path folder;
    private StubService service;
    private Terminal terminal;

    @BeforeEach
    void start() throws Exception {
        var installation = new Installation(folder, folder.resolve("data"));
        terminal = new Terminal(installation);
        service = StubService.of(installation);
        service.answers(200, LIST);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private int run(String... arguments) {
        return terminal.run(List.of(arguments));
    }

    @Test
    void whatIsSelectedIsForeseenAndProposed() {
        assertThat(
                        run(
                                "revoke",
                                "--where",
                                "lineage=servers",
                                "--where",
                                "profile=tls-server",
                                "--reason",
                                "superseded",
                                "--drill",
                                "--as",
                                "machine"))
                .isZero();
        assertThat(terminal.out())
                .startsWith("List 7 has 4,500 certificates.\n  about 1 s at 10,000/s\n")
                .contains("Act 3 is proposed, a drill that revokes nothing: 4,500 certificates")
                .contains("ca approve 3 --sha256 ab12");
        assertThat(service.requests().getFirst())
                .isEqualTo(
                        "POST /revocations/batches/selection application/json {\"where\":{\"lineage\":\"servers\",\"profile\":\"tls-server\"}}");
        assertThat(service.requests().getLast())
                .isEqualTo(
                        "POST /revocations/batches/7/revocation application/json {\"reason\":\"superseded\",\"drill\":true}");
        assertThat(run("revoke", "--where", "lineage=a", "--reason", "superseded", "0a"))
                .isEqualTo(2);
        assertThat(run("revoke", "--drill", "--reason", "superseded", "0a")).isEqualTo(2);
    }

    @Test
    void aListIsWatchedPausedAndResumed() {
        assertThat(run("revocation", "show", "7", "--as", "machine")).isZero();
        assertThat(terminal.out())
                .isEqualTo(
                        """
                        list 7: 4,500 certificates, under way, or waits for an approval
                          lineage=servers
                          profile=tls-server
                        act 3: 33 %, 1,500 have had their turn, 1,499 of them revoked by it
                        9,000 in a second, about 1 s left
                        """);
        assertThat(run("revocation", "pause", "7", "--as", "machine")).isZero();
        assertThat(service.requests().getLast())
                .isEqualTo("POST /revocations/batches/7/pause application/json {}");
        assertThat(run("revocation", "resume", "7", "--as", "machine")).isZero();
        assertThat(service.requests().getLast())
                .isEqualTo("POST /revocations/batches/7/resumption application/json {}");
        service.answers(200, "[" + LIST + "]");
        assertThat(run("revocation", "list", "--as", "machine")).isZero();
        assertThat(terminal.out()).contains("LIST  CERTIFICATES  DONE").contains("4,500");
        assertThat(run("revocation")).isEqualTo(2);
    }

    @Test
    void resultsAndEvidenceAreWrittenToFiles() throws Exception {
        service.answers(200, "serial,generation\n");
        var file = folder.resolve("out.csv");
        assertThat(run("revocation", "results", "7", "--out", file.toString(), "--as", "machine"))
                .isZero();
        assertThat(file).hasContent("serial,generation\n");
        assertThat(service.requests().getLast())
                .startsWith("GET /revocations/batches/7/results?format=csv ");
        var evidence = folder.resolve("drill.pdf");
        assertThat(
                        run(
                                "revocation",
                                "evidence",
                                "7",
                                "--out",
                                evidence.toString(),
                                "--as",
                                "machine"))
                .isZero();
        assertThat(service.requests().getLast())
                .startsWith("GET /revocations/batches/7/evidence.pdf ");
        service.answers(404, "{\"title\":\"Not found\",\"detail\":\"There is no batch 8.\"}");
        assertThat(run("revocation", "results", "8", "--out", file.toString(), "--as", "machine"))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("There is no batch 8.");
        assertThat(file).hasContent("serial,generation\n");
    }

    @Test
    void aListIsReissuedWatchedAndItsSubscribersAreWritten() throws Exception {
        assertThat(
                        run(
                                "reissue",
                                "propose",
                                "--where",
                                "lineage=servers",
                                "--reason",
                                "a wrong policy",
                                "--deadline",
                                "2026-12-01",
                                "--as",
                                "machine"))
                .isZero();
        assertThat(terminal.out())
                .startsWith("List 7 has 4,500 certificates.\n  about 1 s at 10,000/s\n")
                .contains("Act 3 is proposed: the re-issue of list 7.")
                .contains("ca approve 3 --sha256 ab12");
        assertThat(service.requests().getLast())
                .isEqualTo(
                        "POST /revocations/batches/7/reissue application/json {\"reason\":\"a wrong policy\",\"deadline\":\"2026-12-01T00:00:00Z\"}");
        assertThat(run("reissue", "propose", "--reason", "none")).isEqualTo(2);
        service.answers(
                200,
                "{\"batch\":7,\"act\":4,\"certificates\":4500,\"done\":4500,\"reissued\":4400,\"percent\":100,\"perSecond\":700}");
        assertThat(run("reissue", "show", "7", "--as", "machine")).isZero();
        assertThat(terminal.out())
                .endsWith(
                        """
                        list 7: 4,500 certificates, done
                        act 4: 100 %, 4,500 have had their turn, 4,400 of them re-issued
                        700 in a second
                        """);
        assertThat(run("reissue", "pause", "7", "--as", "machine")).isZero();
        assertThat(service.requests().getLast())
                .isEqualTo("POST /revocations/batches/7/reissue/pause application/json {}");
        service.answers(200, "serial,generation\n");
        var file = folder.resolve("subscribers.csv");
        for (var part : List.of("subscribers", "results")) {
            assertThat(run("reissue", part, "7", "--out", file.toString(), "--as", "machine"))
                    .isZero();
            assertThat(service.requests().getLast())
                    .startsWith("GET /revocations/batches/7/reissue/" + part);
        }
        assertThat(file).hasContent("serial,generation\n");
    }
}
