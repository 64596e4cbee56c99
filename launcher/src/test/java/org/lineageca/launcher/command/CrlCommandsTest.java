package org.lineageca.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.Installation;

final class CrlCommandsTest {

    private static final String POLICY =
            """
            {"schedule":{"period":"PT12H","lifetime":"PT168H"},"shards":0,"apartCas":false}\
            """;

    @TempDir private Path folder;
    private StubService service;
    private Terminal terminal;

    @BeforeEach
    void start() throws Exception {
        var installation = new Installation(folder, folder.resolve("data"));
        terminal = new Terminal(installation);
        service = StubService.of(installation, "officer");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private int run(String... arguments) {
        return terminal.run(List.of(arguments));
    }

    @Test
    void scopesAreShownInColumns() {
        service.answers(
                200,
                """
                [{"generation":"0123456789abcdef","scope":"complete","url":"u","number":7,"thisUpdate":"t","nextUpdate":"n",
                  "due":"d","entries":3,"octets":500,"untoldSince":"s","isFinal":false},
                 {"generation":"0123456789abcdef","scope":"shard-0","url":"v","due":"now","isFinal":false}]\
                """);
        assertThat(run("crl", "list")).isZero();
        assertThat(terminal.out())
                .isEqualTo(
                        """
                        GENERATION        SCOPE     NUMBER  ENTRIES  BYTES  ISSUED  GOOD UNTIL  NEXT DUE  UNTOLD SINCE
                        0123456789abcdef  complete  7       3        500    t       n           d         s
                        0123456789abcdef  shard-0   -       -        -      -       -           now       -
                        """);
        assertThat(run("crl", "list", "--json")).isZero();
        assertThat(terminal.out()).contains("\"url\" : \"u\"");
        assertThat(service.requests()).allMatch(line -> line.startsWith("GET /crls "));
    }

    @Test
    void aPolicyIsShownInWords() {
        service.answers(200, POLICY);
        assertThat(run("crl", "policy", "tls-servers")).isZero();
        assertThat(terminal.out())
                .isEqualTo(
                        """
                        CRLs every 12h, good for 7d; a revocation waits for the next
                        deltas none
                        new certificates name the complete CRL
                        new certificates of CAs name the same
                        entries of expired certificates leave
                        """);
        assertThat(service.requests())
                .hasSize(1)
                .allMatch(line -> line.startsWith("GET /generations/tls-servers/crl-policy "));
    }

    @Test
    void whatNoOptionNamesStaysAsItIs() {
        service.answers(200, POLICY);
        assertThat(
                        run(
                                "crl",
                                "policy",
                                "0123456789abcdef",
                                "--shards",
                                "8",
                                "--within",
                                "1m",
                                "--delta-period",
                                "1h",
                                "--delta-lifetime",
                                "PT3H",
                                "--apart-cas",
                                "true",
                                "--keep-expired",
                                "2026-11-01"))
                .isZero();
        assertThat(service.requests().getLast())
                .isEqualTo(
                        "PUT /generations/0123456789abcdef/crl-policy application/json"
                                + " {\"schedule\":{\"period\":\"PT12H\",\"lifetime\":\"PT168H\",\"coalesce\":\"PT1M\"},"
                                + "\"shards\":8,\"apartCas\":true,"
                                + "\"deltas\":{\"period\":\"PT1H\",\"lifetime\":\"PT3H\"},"
                                + "\"keepsExpiredSince\":\"2026-11-01T00:00:00Z\"}");
    }

    @Test
    void whatIsNoDurationOrDateChangesNothing() {
        service.answers(200, POLICY);
        assertThat(run("crl", "policy", "g", "--period", "soon")).isEqualTo(2);
        assertThat(terminal.err()).contains("write it like 90s, 5m, 12h or 7d");
        assertThat(run("crl", "policy", "g", "--keep-expired", "May")).isEqualTo(1);
        assertThat(terminal.err()).contains("No policy was set");
        assertThat(service.requests()).noneMatch(line -> line.startsWith("PUT"));
    }

    @Test
    void aScopeIsIssuedOfTheGenerationItBelongsTo() {
        service.answers(201, "[]");
        assertThat(run("crl", "issue", "--generation", "g", "--scope", "shard-3")).isZero();
        assertThat(service.requests())
                .containsExactly(
                        "POST /crls application/json {\"generation\":\"g\",\"scope\":\"shard-3\"}");
        assertThat(run("crl", "issue", "--scope", "shard-3")).isEqualTo(1);
        assertThat(terminal.err()).contains("A scope is one of a generation");
    }

    @Test
    void theGroupListsItsCommands() {
        assertThat(run("crl", "--help")).isZero();
        assertThat(terminal.out()).contains("list", "policy", "issue");
        assertThat(run("crl", "policy", "--help")).isZero();
        assertThat(terminal.out()).contains("--shards=N", "--delta-period=DURATION");
    }
}
