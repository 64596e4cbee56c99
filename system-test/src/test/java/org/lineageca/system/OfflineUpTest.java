package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * An offline installation as the people of an air-gapped machine have it, from its first {@code up}
 * to its last {@code down}.
 */
@Order(Turn.ALONE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OfflineUpTest {

    private static final Set<String> PROGRAMS =
            Set.of("postgres", "signer-root", "signer-rehearsal", "admin-ui");
    private static final List<String> PEOPLE =
            List.of("administrator", "custodian-1", "custodian-2", "custodian-3", "witness");

    private static Installation lineage;

    @BeforeAll
    static void start() {
        lineage = Installation.startOffline();
    }

    @AfterAll
    static void stop() {
        lineage.close();
    }

    private static boolean comesIn(Path credential) throws InterruptedException {
        try (var client = new ConsoleClient(lineage, credential)) {
            return client.open().statusCode() == 200;
        } catch (IOException refusedInTheHandshake) {
            return false;
        }
    }

    @Test
    @Order(1)
    void theFirstUpSaysWhereTheConsoleAndTheCredentialsAre() throws IOException {
        var said = lineage.firstUp();
        assertThat(said)
                .contains("Console   https://127.0.0.1:" + lineage.portBase() + "/")
                .contains("Next:")
                .doesNotContain("OCSP", "CRL", "REST");
        for (var name : PEOPLE) {
            assertThat(said).contains("data/credentials/" + name + "/officer.p12");
            assertThat(lineage.credentials().resolve(name).resolve("officer.p12")).exists();
        }
        var fingerprint =
                lineage.shell()
                        .run(
                                "openssl",
                                "x509",
                                "-in",
                                lineage.credentials()
                                        .resolve("console-tls/certificate.pem")
                                        .toString(),
                                "-noout",
                                "-fingerprint",
                                "-sha256")
                        .succeeded()
                        .out()
                        .strip()
                        .replaceAll(".*=|:", "");
        assertThat(said).containsIgnoringCase(fingerprint);
        assertThat(lineage.data().resolve("lineage.yml")).content().contains("kind: offline");
        assertThat(lineage.data().resolve("pki.yml")).doesNotExist();
    }

    @Test
    @Order(1)
    void onlyWhatCeremoniesNeedRuns() {
        var status = lineage.status();
        var names = new TreeSet<String>();
        for (var program : status.path("programs")) {
            names.add(program.path("name").asText());
            assertThat(program.path("state").asText()).isEqualTo("healthy");
        }
        assertThat(names).containsExactlyInAnyOrderElementsOf(PROGRAMS);
        for (var process : Processes.of(lineage.data())) {
            assertThat(process.arguments())
                    .doesNotContain("org.lineageca.ca.config.Application")
                    .doesNotContain("org.lineageca.ocsp")
                    .doesNotContain("org.lineageca.publisher")
                    .doesNotContain("CreateVault");
        }
        assertThat(lineage.lineage("status").succeeded().out())
                .contains("signer-root: blank", "signer-rehearsal: blank");
    }

    @Test
    @Order(1)
    void nothingOfItListensBeyondLoopback() throws IOException {
        var sockets = ListeningSockets.of(lineage.data());
        assertThat(sockets).isNotEmpty().allMatch(ListeningSockets.Socket::isLoopback);
        assertThat(sockets.stream().map(ListeningSockets.Socket::port).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(lineage.portBase(), lineage.portBase() + 4);
        assertThat(lineage.lineage("doctor").succeeded().out())
                .containsPattern(
                        "ok    listeners +\\d+ sockets of \\d+ processes, all on loopback");
    }

    @Test
    @Order(1)
    void noFileHoldsAPin() throws IOException {
        try (var files = Files.walk(lineage.data().resolve("tokens"))) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .doesNotContain("pin", "so-pin");
        }
    }

    @Test
    @Order(1)
    void theDoctorIsContentButForTheKeysThatLieHere() {
        assertThat(lineage.lineage("doctor").succeeded().out())
                .contains(
                        "ok    token root",
                        "ok    token rehearsal",
                        "ok    signer root",
                        "ok    schema",
                        "ok    clock",
                        "ok    disk",
                        "administrators: 1, witnesses: 1, custodians: 3",
                        "ok    credential console-tls",
                        "0 fail")
                .containsPattern("warn  keys of people +those of administrator, .* lie in");
    }

    @Test
    @Order(2)
    void aSecondUpDoesNoHarmAndNeedNotSayWhatItIs() {
        var before = lineage.processes();
        for (var again : List.of(lineage.lineage("up"), lineage.lineage("up", "--offline"))) {
            assertThat(again.succeeded().out())
                    .startsWith("Lineage is running already")
                    .endsWith(summary(lineage.firstUp()));
        }
        assertThat(lineage.processes()).isEqualTo(before);
    }

    @Test
    @Order(2)
    void whoIsRegisteredComesInAndNobodyElse() throws IOException, InterruptedException {
        for (var name : PEOPLE) {
            assertThat(comesIn(lineage.credentials().resolve(name))).as(name).isTrue();
        }
        assertThat(comesIn(selfSigned("administrator"))).isFalse();
        assertThat(comesIn(lineage.credentials().resolve("console-tls"))).isFalse();
        try (var nobody = new ConsoleClient(lineage, null)) {
            assertThatThrownBy(nobody::open).isInstanceOf(IOException.class);
        }
        assertThat(lineage.lineage("logs", "admin-ui").out())
                .contains("sign-in refused for CN=administrator", "is not pinned");
    }

    @Test
    @Order(3)
    void peopleAreAddedListedAndRemoved() throws IOException, InterruptedException {
        assertThat(lineage.lineage("person", "add", "anna", "--role", "witness").succeeded().out())
                .contains("anna is registered as witness", "credentials/anna");
        var brought = selfSigned("berta");
        var file = brought.resolve("certificate.pem").toString();
        assertThat(
                        lineage.lineage("person", "add", "berta", "--certificate", file)
                                .succeeded()
                                .out())
                .contains("berta is registered as custodian by the certificate with SHA-256");
        assertThat(lineage.lineage("person", "list").succeeded().out())
                .containsPattern("(?m)^anna +witness +until .* [0-9a-f]{64}$")
                .containsPattern("(?m)^berta +custodian +until .* [0-9a-f]{64}$")
                .containsPattern("(?m)^administrator +administrator +until ");
        assertThat(comesIn(lineage.credentials().resolve("anna"))).isTrue();
        assertThat(comesIn(brought)).isTrue();

        assertThat(lineage.lineage("person", "add", "anna").failed().err())
                .startsWith(
                        "lineage: There is a folder credentials/anna already. Nothing was changed.");

        try (var session = new ConsoleClient(lineage, brought)) {
            assertThat(session.open().statusCode()).isEqualTo(200);
            lineage.lineage("person", "remove", "berta").succeeded();
            assertThat(statusOf(session)).isNotEqualTo(200);
        }
        assertThat(comesIn(brought)).isFalse();
    }

    private static int statusOf(ConsoleClient client) throws InterruptedException {
        try {
            return client.open().statusCode();
        } catch (IOException refusedInTheHandshake) {
            return 0;
        }
    }

    @Test
    @Order(4)
    void aSignerThatIsKilledIsUpAgainAtOnce() {
        var before = lineage.processes().getOrDefault("signer-root", 0L);
        assertThat(ProcessHandle.of(before).orElseThrow().destroyForcibly()).isTrue();
        await().until(() -> {
            var signer = program("signer-root");
            return signer.path("pid").asLong() != before
                    && signer.path("state").asText().equals("healthy");
        });
        assertThat(comesIn()).isTrue();
    }

    private static boolean comesIn() {
        try {
            return comesIn(lineage.credentials().resolve("administrator"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static JsonNode program(String name) {
        for (var program : lineage.status().path("programs")) {
            if (program.path("name").asText().equals(name)) {
                return program;
            }
        }
        throw new AssertionError("no program " + name);
    }

    @Test
    @Order(5)
    void whatIsForOnlineInstallationsIsRefused() {
        assertThat(lineage.lineage("ca", "list").failed().err())
                .contains("is offline, and this is for one that is online");
        assertThat(lineage.lineage("ca", "ceremony").failed().err()).contains("Nothing was signed");
        assertThat(lineage.lineage("up", "--pki", "pki.yml").failed().err())
                .contains("Leave --pki out");
    }

    @Test
    @Order(6)
    void downStopsAllAndTheNextUpFindsEveryone() throws IOException {
        lineage.lineage("down").succeeded();
        assertThat(Processes.of(lineage.data())).isEmpty();
        assertThat(lineage.lineage("status").failed().out()).contains("is not running");

        // Carried away, as they should be; the console's is made anew.
        Files.move(lineage.credentials().resolve("witness"), lineage.folder().resolve("witness"));
        Files.move(
                lineage.credentials().resolve("console-tls"), lineage.folder().resolve("old-tls"));
        lineage.lineage("up").succeeded();

        assertThat(lineage.credentials().resolve("witness")).doesNotExist();
        assertThat(lineage.credentials().resolve("console-tls/certificate.pem"))
                .exists()
                .content()
                .isNotEqualTo(
                        Files.readString(lineage.folder().resolve("old-tls/certificate.pem")));
        assertThat(lineage.lineage("person", "list").succeeded().out())
                .contains("witness", "anna")
                .doesNotContain("berta");
        assertThat(comesIn()).isTrue();
        lineage.lineage("down").succeeded();
        assertThat(Processes.of(lineage.data())).isEmpty();
    }

    /** A key and a certificate that only look like somebody's. */
    private static Path selfSigned(String name) throws IOException {
        var folder = Files.createDirectories(lineage.folder().resolve("self-signed-" + name));
        lineage.shell()
                .run(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-subj",
                        "/CN=" + name,
                        "-days",
                        "30",
                        "-keyout",
                        folder.resolve("key.pem").toString(),
                        "-out",
                        folder.resolve("certificate.pem").toString())
                .succeeded();
        return folder;
    }

    private static String summary(String said) {
        return said.substring(said.indexOf("Console "));
    }
}
