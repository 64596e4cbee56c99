package org.lineageca.launcher.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PortChoice;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.installation.Settings;
import picocli.CommandLine;

final class CommandsTest {

    @TempDir private Path folder;
    private Installation installation;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private InputStream in = InputStream.nullInputStream();

    @BeforeEach
    void place() {
        installation = new Installation(folder, folder.resolve("data"));
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        var surroundings =
                new Surroundings(
                        folder,
                        "./lineage",
                        in,
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        InstantSource.system());
        var all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--data", installation.data().toString()));
        return Commands.execute(surroundings, all.toArray(String[]::new));
    }

    private String said() {
        return out.toString(UTF_8);
    }

    private String complained() {
        return err.toString(UTF_8);
    }

    /** So that its service is not there. */
    private void install() throws Exception {
        Files.createDirectories(installation.data());
        Settings.choose(installation, new PortChoice(null, Map.of(PortUse.CORE, 1)), false);
        TestCredential.writeTo(installation);
        Files.createFile(installation.pkiCreatedMarker());
    }

    private StubService service() throws Exception {
        return StubService.of(installation);
    }

    private String request() throws Exception {
        var request = folder.resolve("request.pem");
        Files.writeString(request, "-----BEGIN CERTIFICATE REQUEST-----\n");
        return request.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "down",
                "responder",
                "status",
                "logs",
                "doctor",
                "issue",
                "revoke",
                "release",
                "revocation",
                "reissue",
                "crl",
                "ca",
                "person",
                "key",
                "report",
                "lint",
                "checkpoint",
                "share",
                "verify-ceremony"
            })
    void everyCommandExplainsItself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(said()).contains("Usage: lineage " + command).contains("--data=FOLDER");
    }

    @Test
    void everyCommandIsCalledByItsName() {
        var surroundings =
                new Surroundings(
                        folder,
                        "./lineage",
                        in,
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        InstantSource.system());
        var groups = new ArrayDeque<>(List.of(Commands.all(surroundings)));
        var found = new ArrayList<String>();
        while (!groups.isEmpty()) {
            groups.remove()
                    .getSubcommands()
                    .forEach((name, command) -> {
                        assertThat(command.getCommandSpec().name()).isEqualTo(name);
                        assertThat(command.getCommandSpec().userObject().getClass())
                                .satisfies(type -> {
                                    var described = type.getAnnotation(CommandLine.Command.class);
                                    if (described != null) {
                                        assertThat(described.name()).isEqualTo(name);
                                    }
                                });
                        found.add(name);
                        groups.add(command);
                    });
        }
        assertThat(found).contains("up", "list", "cut-over", "roll-key", "open");
    }

    @Test
    void whatNobodyUnderstandsIsComparedWithEveryCommand() {
        assertThat(run("statuss")).isEqualTo(2);
        assertThat(complained()).contains("Did you mean", "lineage status");
        assertThat(run("ca", "--no-such-option")).isEqualTo(2);
        assertThat(complained()).contains("--no-such-option");
    }

    @Test
    void helpListsEveryCommandWhateverElseWasTyped() {
        assertThat(run("--help", "up")).isZero();
        assertThat(said()).contains("verify-ceremony", "responder");
    }

    @Test
    void wrongUsageIsStatusTwo() {
        assertThat(run("fly")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(run("issue")).isEqualTo(2);
        assertThat(complained()).contains("--profile");
        assertThat(run("up", "--core-port", "many")).isEqualTo(2);
    }

    @Test
    void theChainAloneGoesToStandardOutput() throws Exception {
        try (var service = service()) {
            service.answers(201, "-----BEGIN CERTIFICATE-----\n");

            assertThat(run("issue", "--profile", "tls-server", request())).isZero();

            assertThat(said()).isEqualTo("-----BEGIN CERTIFICATE-----\n");
            assertThat(complained()).isEmpty();
            assertThat(service.requests().getFirst())
                    .startsWith(
                            "POST /certificates?profile=tls-server application/x-pem-file -----BEGIN");
        }
    }

    @Test
    void aRequestInDerComesByStandardInput() throws Exception {
        try (var service = service()) {
            in = new ByteArrayInputStream(new byte[] {0x30, 0});
            assertThat(run("issue", "--profile", "a b", "-")).isZero();
            assertThat(service.requests().getFirst())
                    .startsWith("POST /certificates?profile=a+b application/pkcs10");
        }
    }

    @Test
    void theChainCanGoToAFile() throws Exception {
        try (var service = service()) {
            service.answers(201, "chain");
            var target = folder.resolve("chain.pem");
            assertThat(run("issue", "--profile", "p", "--out", target.toString(), request()))
                    .isZero();
            assertThat(target).hasContent("chain");
            assertThat(said()).isEmpty();

            assertThat(run("issue", "--profile", "p", "--out", "/no/such/folder/f", request()))
                    .isEqualTo(1);
            assertThat(service.requests()).hasSize(1);
        }
    }

    @Test
    void aRefusalIsShownWithTitleAndDetail() throws Exception {
        try (var service = service()) {
            service.answers(
                    400,
                    """
                    {"type":"about:blank","title":"Unknown profile","status":400,"detail":"there is no x"}\
                    """);
            assertThat(run("issue", "--profile", "x", request())).isEqualTo(1);
            assertThat(complained()).isEqualTo("lineage: Unknown profile: there is no x\n");
            assertThat(said()).isEmpty();
        }
    }

    @Test
    void aServiceThatIsDownIsStatusThreeWithWhatToDo() throws Exception {
        install();
        assertThat(run("issue", "--profile", "p", request())).isEqualTo(3);
        assertThat(complained())
                .contains("does not answer on https://127.0.0.1:1")
                .contains("Nothing was sent")
                .contains("lineage up");
    }

    @Test
    void withoutAnInstallationNothingIsSent() throws Exception {
        assertThat(run("issue", "--profile", "p", request())).isEqualTo(1);
        assertThat(complained()).contains("There is no installation in").contains("lineage up");
    }

    @Test
    void aRequestThatIsNotThereOrEmptyIsRefused() throws Exception {
        install();
        assertThat(run("issue", "--profile", "p", "/no/such/file")).isEqualTo(1);
        assertThat(complained()).contains("There is no readable file /no/such/file");
        assertThat(run("issue", "--profile", "p", "-")).isEqualTo(1);
        assertThat(complained()).contains("is empty");
    }

    @Test
    void aCertificateIsRevokedByFileSerialOrFingerprint() throws Exception {
        try (var service = service()) {
            service.answers(
                    201,
                    """
                    {"serial":"0a","generation":"0123456789abcdef","reason":"keyCompromise","revocationDate":"2026-11-21T08:00:00Z"}\
                    """);
            var file = installation.rootCertificate().toString();

            assertThat(run("revoke", "--reason", "keycompromise", file)).isZero();
            assertThat(said())
                    .isEqualTo(
                            "serial 0a of generation 0123456789abcdef is revoked since 2026-11-21T08:00:00Z: keyCompromise\n");
            assertThat(run("revoke", "--reason", "superseded", "0x0A:1B")).isZero();
            assertThat(
                            run(
                                    "revoke",
                                    "--reason",
                                    "superseded",
                                    "--invalidity-date",
                                    "2026-11-01",
                                    "ab".repeat(32)))
                    .isZero();

            assertThat(service.requests().get(0))
                    .startsWith("POST /revocations application/json {\"certificate\":\"-----BEGIN")
                    .endsWith("\"reason\":\"keyCompromise\"}");
            assertThat(service.requests().get(1))
                    .endsWith("{\"certificate\":\"0a1b\",\"reason\":\"superseded\"}");
            assertThat(service.requests().get(2))
                    .endsWith("\"invalidityDate\":\"2026-11-01T00:00:00Z\"}");
        }
    }

    @Test
    void aSecondRevocationSaysThatItWasRevokedAlready() throws Exception {
        try (var service = service()) {
            service.answers(
                    200,
                    """
                    {"serial":"0a","generation":"0123456789abcdef","reason":"keyCompromise","revocationDate":"2026-11-21T08:00:00Z"}\
                    """);
            assertThat(run("revoke", "--reason", "superseded", "0a")).isZero();
            assertThat(said())
                    .isEqualTo(
                            "serial 0a of generation 0123456789abcdef was revoked already, on 2026-11-21T08:00:00Z: keyCompromise. Nothing was changed.\n");
        }
    }

    @Test
    void aListIsSentInPartsAndProposedUnlessALineOfItIsWrong() throws Exception {
        var list = folder.resolve("list.txt");
        Files.writeString(list, "# lost laptops\n\n" + "0a\n".repeat(3_000) + "  0b  \n");
        try (var service = service()) {
            service.answers(
                    200,
                    """
                    {"batch":{"batch":7,"closed":false,"certificates":12,"done":0,"revoked":0},"problems":[],
                    "act":3,"sha256":"ab12"}\
                    """);
            assertThat(
                            run(
                                    "revoke",
                                    "--reason",
                                    "superseded",
                                    "--as",
                                    "machine",
                                    "--file",
                                    list.toString()))
                    .isZero();
            assertThat(said())
                    .contains("Act 3 is proposed: 12 certificates are to be revoked, superseded")
                    .contains("ca approve 3 --sha256 ab12");
            assertThat(service.requests()).hasSize(3);
            assertThat(service.requests().get(0))
                    .startsWith(
                            "POST /revocations/batches application/json {\"certificates\":[\"0a\"");
            assertThat(service.requests().get(1))
                    .isEqualTo(
                            "POST /revocations/batches/7/certificates application/json {\"certificates\":[\"0b\"]}");
            assertThat(service.requests().get(2))
                    .isEqualTo(
                            "POST /revocations/batches/7/revocation application/json {\"reason\":\"superseded\"}");

            service.answers(
                    200,
                    """
                    {"batch":{"batch":8,"certificates":1},"problems":[{"certificate":"0c","problem":{"status":404,"detail":"Unknown."}}]}\
                    """);
            assertThat(
                            run(
                                    "revoke",
                                    "--reason",
                                    "superseded",
                                    "--as",
                                    "machine",
                                    "--file",
                                    list.toString()))
                    .isEqualTo(1);
            assertThat(complained()).contains("0c: Unknown.").contains("Nothing was revoked");
        }
        assertThat(run("revoke", "--reason", "superseded")).isEqualTo(2);
    }

    @Test
    void aHoldIsReleasedAndSaysSoOnce() throws Exception {
        try (var service = service()) {
            service.answers(
                    200,
                    """
                    {"released":true,"serial":"0a","generation":"0123456789abcdef","heldSince":"2026-11-21T08:00:00Z"}\
                    """);
            assertThat(run("release", "--because", "the laptop was found", "0a")).isZero();
            assertThat(said())
                    .isEqualTo(
                            "serial 0a of generation 0123456789abcdef is released; it was on hold since 2026-11-21T08:00:00Z\n");
            assertThat(service.requests().getFirst())
                    .isEqualTo(
                            "POST /revocations/release application/json {\"certificate\":\"0a\",\"because\":\"the laptop was found\"}");
            service.answers(200, "{\"released\":false}");
            assertThat(run("release", "--because", "again", "0a")).isZero();
            assertThat(said()).contains("It is not on hold. Nothing was changed.");
        }
        assertThat(run("release", "0a")).isEqualTo(2);
    }

    @Test
    void anUnknownReasonIsRefusedWithTheList() throws Exception {
        install();
        assertThat(run("revoke", "--reason", "boredom", "0a")).isEqualTo(2);
        assertThat(complained())
                .contains("'boredom' is no reason")
                .contains("unspecified, keyCompromise, affiliationChanged")
                .contains("Nothing was revoked");
        assertThat(run("revoke", "--reason", "removeFromCRL", "0a")).isEqualTo(2);
    }

    @Test
    void aMalformedNameOrDateIsRefused() throws Exception {
        install();
        assertThat(run("revoke", "--reason", "superseded", "not-hex")).isEqualTo(1);
        assertThat(complained()).contains("neither a file, nor a serial number");
        assertThat(run("revoke", "--reason", "superseded", request())).isEqualTo(1);
        assertThat(complained()).contains("is not a certificate in PEM or DER");
        assertThat(run("revoke", "--reason", "superseded", "--invalidity-date", "May", "0a"))
                .isEqualTo(2);
    }

    @Test
    void crlsAreIssuedForAllOrOneAndAwaited() throws Exception {
        try (var service = service();
                var publisher = new StubPublisher()) {
            service.answers(
                    201,
                    """
                    [{"generation":"g","scope":"complete","number":%d,"thisUpdate":"t","nextUpdate":"n","entries":3,"url":"%s"}]\
                    """
                            .formatted(StubPublisher.NUMBER, publisher.url()));
            assertThat(run("crl", "issue")).isZero();
            assertThat(said())
                    .isEqualTo(
                            "CRL 2 of generation g (complete): 3 entries, next by n, %s\n"
                                    .formatted(publisher.url()));
            assertThat(complained()).isEmpty();
            assertThat(publisher.askedTimes()).isEqualTo(StubPublisher.LATE + 1);
            assertThat(run("crl", "issue", "--generation", "0123456789abcdef")).isZero();
            assertThat(service.requests())
                    .containsExactly(
                            "POST /crls application/json {}",
                            "POST /crls application/json {\"generation\":\"0123456789abcdef\"}");
        }
    }

    @Test
    void onlyWhatIsAChangeOfAnEnabledCaIsRehearsed() throws Exception {
        assertThat(run("ca")).isEqualTo(2);
        assertThat(run("ca", "rehearse", "destroy", "tls-servers")).isEqualTo(2);
        assertThat(complained()).contains("choose one of roll, re-key, renew");
        assertThat(run("ca", "rehearse", "roll")).isEqualTo(2);
        assertThat(run("ca", "rehearse", "roll", "tls-servers", "--successor", "nobody"))
                .isEqualTo(2);
        try (var service = service()) {
            service.answers(
                    200,
                    """
                    [{"label":"a","lineage":null,"state":"Enabled"},{"label":"b","lineage":"tls-servers","state":"Disabled"}]\
                    """);
            assertThat(run("ca", "rehearse", "roll", "tls-servers")).isEqualTo(1);
            assertThat(complained())
                    .contains("No enabled CA fills the role 'tls-servers'")
                    .contains("Roles: tls-servers.");
            assertThat(service.requests().getFirst()).startsWith("GET /generations");
        }
    }

    @Test
    void lineagesAreListedWithWhatIsProposed() throws Exception {
        try (var service = service()) {
            service.answers(
                    200,
                    """
                    [{"role":"tls-servers","enabled":"0123456789abcdef","generations":[
                      {"label":"0123456789abcdef","name":"CN=A","state":"Enabled","notBefore":"f","notAfter":"u"}],
                     "profiles":[{"name":"tls-server","lastSafeIssue":"p"}],
                     "budget":{"entries":10},"lastSafeIssue":"p",
                     "proposals":[{"reason":"crl-budget","by":"2027-01-01T00:00:00Z","due":true,"because":"Why.","steps":["One.","Two."]}]}]\
                    """);
            assertThat(run("ca", "list")).isZero();
            assertThat(said())
                    .contains("0123456789abcdef  Enabled")
                    .contains("last safe issue: p")
                    .contains("CRL budget: 10 entries, - bytes")
                    .contains("due: roll by 2027-01-01T00:00:00Z")
                    .contains("    Why.\n    - One.\n    - Two.\n");
            assertThat(run("ca", "list", "--json")).isZero();
            assertThat(said()).contains("\"role\" : \"tls-servers\"");
            assertThat(service.requests()).allMatch(line -> line.startsWith("GET /lineages "));
        }
    }

    @Test
    void obligationsAndForecastsAreShownInWords() throws Exception {
        try (var service = service()) {
            service.answers(
                    200,
                    """
                    {"generation":"g","name":"CN=A","state":"Disabled","unexpiredCertificates":2,"lastExpiry":"l","owesCrls":true,
                     "crls":[{"scope":"complete","number":7,"thisUpdate":"t","nextUpdate":"n","entries":3,"isFinal":false}],
                     "ocspSigners":[{"serial":"0a","notAfter":"u"}],"earliestDestruction":"e",
                     "hindersRetirement":["It answers for 2."],"hindersDestruction":[]}\
                    """);
            assertThat(run("ca", "obligations", "0123456789abcdef")).isZero();
            assertThat(said())
                    .contains("CN=A (generation g) is Disabled")
                    .contains("unexpired certificates: 2, last expiry l")
                    .contains("CRL 7 (complete): 3 entries, issued t, next by n\n")
                    .contains("hinders retirement:\n    - It answers for 2.\n")
                    .contains("hinders destruction: nothing");
            service.answers(
                    200,
                    """
                    {"words":["Rate.","Crossing."],"certificatesOut":5,"points":[
                      {"day":"2026-11-21","late":1,"expected":2,"early":3,"expectedBytes":400}]}\
                    """);
            assertThat(run("ca", "forecast", "tls servers")).isZero();
            assertThat(said())
                    .contains("Rate.\nCrossing.\n5 certificates are out.")
                    .containsPattern("2026-11-21 +1 +2 +3 +400");
            assertThat(service.requests().get(0))
                    .startsWith("GET /generations/0123456789abcdef/obligations ");
            assertThat(service.requests().get(1))
                    .startsWith("GET /lineages/tls%20servers/forecast ");
        }
    }

    @Test
    void aBudgetIsPutInPlaceOfTheOneBefore() throws Exception {
        try (var service = service()) {
            service.answers(200, "{\"entries\":10}");
            assertThat(run("ca", "budget", "tls-servers", "--entries", "10")).isZero();
            assertThat(said()).isEqualTo("CRL budget of tls-servers: 10 entries, - bytes\n");
            assertThat(service.requests())
                    .containsExactly(
                            "PUT /lineages/tls-servers/budget application/json {\"entries\":10,\"bytes\":null}");
        }
        assertThat(run("ca", "budget", "tls-servers", "--entries", "many")).isEqualTo(2);
    }

    private void installOffline() throws Exception {
        Files.createDirectories(installation.data());
        Settings.chooseOffline(installation, PortChoice.NONE, false);
    }

    @Test
    void anInstallationStaysOfItsKind() throws Exception {
        install();
        assertThat(run("up", "--offline")).isEqualTo(1);
        assertThat(complained())
                .contains("is online, and this is for one that is offline")
                .contains("Nothing was changed");
        assertThat(run("person", "list")).isEqualTo(1);
        assertThat(complained()).contains("is online, and this is for one that is offline");
    }

    @Test
    void anOfflineInstallationTakesNoDescriptionOfAPki() throws Exception {
        assertThat(run("up", "--offline", "--pki", request())).isEqualTo(1);
        assertThat(complained()).contains("takes no description of a PKI");
        assertThat(installation.settings()).doesNotExist();

        installOffline();
        assertThat(run("up", "--pki", request())).isEqualTo(1);
        assertThat(complained()).contains("Leave --pki out");
    }

    @Test
    void whatNeedsTheServiceIsRefusedOffline() throws Exception {
        installOffline();
        assertThat(run("issue", "--profile", "p", request())).isEqualTo(1);
        assertThat(complained())
                .contains("is offline, and this is for one that is online. Nothing was sent.");
        assertThat(run("ca", "list")).isEqualTo(1);
        assertThat(run("crl", "issue")).isEqualTo(1);
    }

    @Test
    void peopleAreAskedOfARunningInstallation() throws Exception {
        installOffline();
        assertThat(run("person", "list")).isEqualTo(1);
        assertThat(complained()).contains("is not running").contains("Nothing was changed");
        assertThat(run("person", "add", "anna", "--certificate", "/no/such/file")).isEqualTo(1);
        assertThat(complained()).contains("no readable file /no/such/file");
        assertThat(run("person", "add", "anna", "--role", "queen")).isEqualTo(2);
        assertThat(run("person")).isEqualTo(2);
        assertThat(run("person", "add")).isEqualTo(2);
    }

    @Test
    void theDoctorExaminesAStoppedOfflineInstallation() throws Exception {
        installOffline();
        assertThat(run("doctor")).isEqualTo(1);
        assertThat(said())
                .contains("fail  token root")
                .contains("warn  people")
                .contains("port console", "port postgres")
                .doesNotContain("port ocsp", "token issuing", "credential machine");
    }

    @Test
    void aStoppedInstallationIsToldApartFromNone() throws Exception {
        assertThat(run("status")).isEqualTo(1);
        assertThat(said()).contains("There is no installation in");
        assertThat(run("down")).isZero();

        install();
        assertThat(run("status")).isEqualTo(1);
        assertThat(said()).contains("is not running");
        assertThat(run("status", "--json")).isEqualTo(1);
        assertThat(said()).contains("\"phase\" : \"stopped\"");
        assertThat(run("down")).isZero();
        assertThat(said()).contains("Lineage is not running.");
    }

    @Test
    void theDoctorExaminesAStoppedInstallation() throws Exception {
        install();
        assertThat(run("doctor")).isEqualTo(1);
        assertThat(said())
                .contains("fail  token issuing")
                .contains("fail  credential officer")
                .contains("warn  programs")
                .contains("Run `lineage up`")
                .containsPattern("\\d+ checks: \\d+ ok, \\d+ warn, \\d+ fail");
    }

    @Test
    void logsShowTheLastLinesOfOneProgram() throws Exception {
        Files.createDirectories(installation.logs());
        Files.writeString(installation.log("ca-core"), "one\ntwo\nthree\n");

        assertThat(run("logs", "ca-core", "-n", "2")).isZero();
        assertThat(said()).isEqualTo("two\nthree\n");
        assertThat(run("logs", "nobody")).isEqualTo(1);
        assertThat(complained()).contains("There is no log of nobody. There are: ca-core.");
    }
}
