package org.lineageca.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.launcher.installation.Installation;

/** What officers type, what reaches the service, and what they are shown. */
final class ActCommandsTest {

    private static final String SHA256 = "ab".repeat(32);
    private static final String PREVIEW =
            """
            {"id":null,"kind":"renew","state":"Previewed","plan":"act: renew\\ngeneration: 01\\n","sha256":"%s","outcome":null,
             "preview":{"differences":[
               {"field":"subject","before":"CN=A","after":"CN=A","changed":false},
               {"field":"valid until","before":"2031","after":"2036","changed":true}],
              "consequences":["Nothing else changes."],"warnings":["Carry it to trust stores."]}}\
            """
                    .formatted(SHA256);
    private static final String PROPOSED =
            PREVIEW.replace("\"id\":null", "\"id\":7")
                    .replace("Previewed", "Proposed")
                    .replace(
                            "\"outcome\":null",
                            "\"proposedBy\":\"First Officer\",\"proposedAt\":\"t\",\"outcome\":\"Waits.\"");

    @TempDir private Path folder;
    private Installation installation;
    private StubService service;
    private Terminal terminal;

    @BeforeEach
    void install() throws Exception {
        installation = new Installation(folder, folder.resolve("data"));
        terminal = new Terminal(installation);
        service = StubService.of(installation, "officer", "second-officer");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private int run(String... arguments) {
        var words = new ArrayList<>(List.of("ca"));
        words.addAll(Arrays.asList(arguments));
        return terminal.run(words);
    }

    private String said() {
        return terminal.out();
    }

    private String complained() {
        return terminal.err();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "renew",
                "modify",
                "roll",
                "re-key",
                "cut-over",
                "disable",
                "cross-certify",
                "trust-anchor",
                "revoke",
                "retire",
                "destroy-key",
                "acts",
                "act",
                "approve",
                "withdraw",
                "request",
                "accept",
                "certificates",
                "ceremony"
            })
    void everyCommandExplainsItself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(said()).contains("Usage: lineage ca " + command).contains("--data=FOLDER");
    }

    @Test
    void anActIsPreviewedAndNotProposed() {
        service.answers(200, PREVIEW);
        assertThat(run("renew", "tls-servers", "--validity", "5y")).isZero();
        assertThat(said())
                .isEqualTo(
                        """
                        CA certificate (* changes)
                             FIELD        NOW   THEN
                             subject      CN=A  the same
                          *  valid until  2031  2036
                        What it means
                          - Nothing else changes.
                        Warnings
                          ! Carry it to trust stores.
                        Plan
                          act: renew
                          generation: 01
                        Plan SHA-256
                          %s

                        Nothing was proposed. With --propose this plan is proposed for another officer's approval.
                        """
                                .formatted("abab ".repeat(16).strip()));
        assertThat(service.requests())
                .containsExactly(
                        "POST /acts/preview application/json {\"kind\":\"renew\",\"validity\":\"5y\",\"generation\":\"tls-servers\"}");
    }

    @Test
    void aProposalNamesTheCommandThatApprovesExactlyIt() {
        service.answers(201, PROPOSED);
        assertThat(
                        run(
                                "roll",
                                "tls-servers",
                                "--spares",
                                "2",
                                "--name",
                                "CN=B",
                                "--key",
                                "P384",
                                "--anchor",
                                SHA256,
                                "--propose"))
                .isZero();
        assertThat(said())
                .contains("Act 7 is proposed by First Officer.")
                .contains(
                        "./lineage --data %s ca approve 7 --sha256 %s"
                                .formatted(installation.data(), SHA256));
        assertThat(service.requests())
                .containsExactly(
                        "POST /acts application/json {\"kind\":\"roll\",\"name\":\"CN=B\",\"algorithm\":\"P384\",\"spares\":2,\"anchor\":\"%s\",\"generation\":\"tls-servers\"}"
                                .formatted(SHA256));
    }

    @Test
    void optionsBecomeTheMembersOfTheRequest() {
        service.answers(200, PREVIEW);
        var root = installation.rootCertificate().toString();
        run("modify", "g", "--path-length", "0", "--policy", "1.2", "--policy", "1.3");
        run("revoke", "g", "--reason", "keyCompromise", "--invalidity-date", "2026-11-01");
        run("revoke", "g", "--reason", "superseded", "--with-certificates");
        run("trust-anchor", "--certificate", root);
        run("cross-certify", "g", "--certificate", root, "--permitted-dns", "example.org");
        assertThat(service.requests().get(0))
                .endsWith(
                        "{\"kind\":\"modify\",\"pathLength\":0,\"policies\":[\"1.2\",\"1.3\"],\"generation\":\"g\"}");
        assertThat(service.requests().get(1))
                .endsWith(
                        "{\"kind\":\"revoke-ca\",\"reason\":\"keyCompromise\",\"invalidityDate\":\"2026-11-01T00:00:00Z\",\"generation\":\"g\"}");
        assertThat(service.requests().get(2))
                .contains("\"withCertificates\":true")
                .doesNotContain("invalidityDate");
        assertThat(service.requests().get(3))
                .contains(
                        "{\"kind\":\"trust-anchor\",\"certificate\":\"-----BEGIN CERTIFICATE-----");
        assertThat(service.requests().get(4))
                .contains("-----END CERTIFICATE-----")
                .endsWith("\"permittedDns\":[\"example.org\"],\"generation\":\"g\"}");
    }

    @Test
    void whatCannotBeReadIsRefusedBeforeAnythingIsAsked() {
        assertThat(run("renew")).isEqualTo(2);
        assertThat(run("revoke", "g")).isEqualTo(2);
        assertThat(run("roll", "g", "--spares", "many")).isEqualTo(2);
        assertThat(run("cut-over", "g", "--at", "soon")).isEqualTo(1);
        assertThat(complained()).contains("--at soon is no time", "Nothing was planned");
        assertThat(run("trust-anchor", "--certificate", "/no/such/file")).isEqualTo(1);
        assertThat(complained()).contains("no readable file /no/such/file");
        assertThat(run("accept", "g", "/no/such/file")).isEqualTo(1);
        assertThat(complained()).contains("Nothing was handed in");
        assertThat(run("acts", "--as", "nobody")).isEqualTo(1);
        assertThat(complained()).contains("no credential in", "nobody", "Nothing was sent");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void aRoleCutsOverToItsNextStagedGeneration() {
        service.answers(
                200,
                """
                [{"label":"a","lineage":"tls-servers","state":"Enabled"},
                 {"label":"b","lineage":"officers","state":"Staged"},
                 {"label":"c","lineage":"tls-servers","state":"Staged"},
                 {"label":"d","lineage":"tls-servers","state":"Staged"}]\
                """);
        assertThat(run("cut-over", "tls-servers", "--when-needed")).isZero();
        assertThat(service.requests().getLast())
                .endsWith("{\"kind\":\"cut-over\",\"whenNeeded\":true,\"generation\":\"c\"}");
    }

    @Test
    void anApprovalWithoutThePlansDigestShowsThePlanAndIsNone() {
        service.answers(200, PROPOSED);
        assertThat(run("approve", "7")).isEqualTo(1);
        assertThat(said()).contains("act: renew").contains("abab ".repeat(16).strip());
        assertThat(complained())
                .contains("Act 7 was not approved")
                .contains("ca approve 7 --sha256 " + SHA256);
        assertThat(service.requests()).singleElement().asString().startsWith("GET /acts/7");

        service.answers(
                200,
                PROPOSED.replace("Proposed", "Done")
                        .replace("Waits.", "It is signed.")
                        .replace(
                                "\"outcome\"",
                                "\"approvedBy\":\"Second Officer\",\"approvedAt\":\"u\",\"outcome\""));
        assertThat(run("approve", "7", "--sha256", SHA256)).isZero();
        assertThat(said())
                .isEqualTo(
                        """
                        Act 7 (renew) is Done. Proposed by First Officer at t. Approved by Second Officer at u.
                        It is signed.
                        """);
        assertThat(service.requests().getLast())
                .isEqualTo(
                        "POST /acts/7/approval application/json {\"sha256\":\"%s\"}"
                                .formatted(SHA256));
    }

    @Test
    void actsAreListedShownAndWithdrawn() {
        service.answers(200, "[" + PROPOSED + "]");
        assertThat(run("acts")).isZero();
        assertThat(said())
                .isEqualTo(
                        """
                        ACT  STATE     KIND   PROPOSED BY    APPROVED BY  OUTCOME
                        7    Proposed  renew  First Officer  -            Waits.
                        """);
        assertThat(run("acts", "--json")).isZero();
        assertThat(said()).contains("\"sha256\" : \"" + SHA256);
        service.answers(200, "[]");
        assertThat(run("acts")).isZero();
        assertThat(said()).isEqualTo("There are no acts.\n");

        service.answers(200, PROPOSED);
        assertThat(run("act", "7")).isZero();
        assertThat(said()).contains("Act 7 (renew) is Proposed.", "valid until", "act: renew");
        service.answers(200, PROPOSED.replace("Proposed", "Withdrawn"));
        assertThat(run("withdraw", "7", "--as", "second-officer")).isZero();
        assertThat(said()).contains("Act 7 (renew) is Withdrawn.");
        assertThat(service.requests().getLast()).startsWith("POST /acts/7/withdrawal");
    }

    @Test
    void requestsGoOutAndCertificatesComeIn() throws Exception {
        service.answers(200, "-----BEGIN CERTIFICATE REQUEST-----\n");
        assertThat(run("request", "0123")).isZero();
        assertThat(said()).isEqualTo("-----BEGIN CERTIFICATE REQUEST-----\n");
        assertThat(run("certificates", "tls servers")).isZero();
        service.answers(201, "{\"generation\":\"0123\",\"accepted\":\"first\"}");
        assertThat(run("accept", "0123", installation.rootCertificate().toString())).isZero();
        assertThat(said()).contains("accepted: its first, so the generation is staged");
        assertThat(service.requests().get(0)).startsWith("POST /generations/0123/request ");
        assertThat(service.requests().get(1))
                .startsWith("GET /generations/tls%20servers/certificates ");
        assertThat(service.requests().get(2))
                .startsWith(
                        "POST /generations/0123/certificates application/pem-certificate-chain -----BEGIN CERTIFICATE");
        service.answers(
                422,
                "{\"title\":\"Unacceptable certificate\",\"detail\":\"it is over another key.\"}");
        assertThat(run("accept", "0123", installation.rootCertificate().toString())).isEqualTo(1);
        assertThat(complained()).contains("it is over another key");
    }

    @Test
    void aCeremonyNeedsRunningPrograms() throws Exception {
        assertThat(run("ceremony", "--yes")).isEqualTo(3);
        assertThat(complained()).contains("is not running", "Nothing was signed", "up`");
        Files.delete(installation.settings());
        assertThat(run("ceremony", "--yes")).isEqualTo(1);
        assertThat(complained()).contains("There is no installation in");
    }
}
