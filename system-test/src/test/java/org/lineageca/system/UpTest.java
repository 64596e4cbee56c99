package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's commands, and what an installation looks like from outside. */
@ExtendWith(SharedInstallation.class)
@ResourceLock(SharedInstallation.LOCK)
class UpTest {

    private static final List<String> PROGRAMS =
            List.of(
                    "postgres",
                    "signer-issuing",
                    "signer-responder",
                    "crl-publisher",
                    "ca-core",
                    "ocsp-responder",
                    "admin-ui");

    @Test
    void aSecondUpDoesNoHarmAndSaysTheSame(Installation lineage) {
        var before = lineage.processes();
        var again = lineage.lineage("up").succeeded().out();
        assertThat(again).startsWith("Lineage is running already");
        assertThat(summary(again))
                .isEqualTo(summary(lineage.firstUp()))
                .contains("Console", "Officer", "CRL", "OCSP", "REST", "Root key");
        assertThat(lineage.processes()).isEqualTo(before);
    }

    @Test
    void everyAddressOfTheSummaryAnswers(Installation lineage) throws IOException {
        var addresses =
                lineage.firstUp()
                        .lines()
                        .filter(line -> line.matches("(CRL|OCSP) .*"))
                        .map(line -> line.split("\\s+", -1)[1])
                        .toList();
        assertThat(addresses).hasSize(5);
        for (var address : addresses) {
            URLConnection connection = URI.create(address).toURL().openConnection();
            if (address.endsWith(".crl")) {
                assertThat(connection.getContentType()).isEqualTo("application/pkix-crl");
            } else {
                // An empty request: the responder says so by OCSP's own means.
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/ocsp-request");
                connection.getOutputStream().close();
                assertThat(connection.getContentType()).isEqualTo("application/ocsp-response");
            }
        }
    }

    @Test
    void statusShowsEveryProgramHealthy(Installation lineage) {
        var text = lineage.lineage("status").succeeded().out();
        for (var program : PROGRAMS) {
            assertThat(text).containsPattern("(?m)^" + program + " +healthy ");
        }
        var programs = new ArrayList<String>();
        for (var program : lineage.status().path("programs")) {
            programs.add(program.path("name").asText());
            assertThat(program.path("state").asText()).isEqualTo("healthy");
        }
        assertThat(programs).containsExactlyInAnyOrderElementsOf(PROGRAMS);
    }

    @Test
    void theDoctorFindsNothingWrong(Installation lineage) {
        assertThat(lineage.lineage("doctor").succeeded().out())
                .contains("ok    signature issuing", "ok    ocsp", "ok    schema", "0 fail")
                .containsPattern(
                        "warn  root key offline +.*\n.*→ Move that folder to an offline medium");
    }

    @Test
    void logsAreShown(Installation lineage) {
        assertThat(lineage.lineage("logs").succeeded().out())
                .contains(PROGRAMS.stream().map(program -> "==> " + program + " <==").toList());
        assertThat(lineage.lineage("logs", "-n", "3", "ca-core").succeeded().out().lines().count())
                .isBetween(1L, 3L);
        assertThat(lineage.lineage("logs", "nobody").failed().err())
                .contains("no log of nobody", "ca-core");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "up",
                "down",
                "status",
                "logs",
                "doctor",
                "issue",
                "revoke",
                "crl",
                "crl issue",
                "test"
            })
    void everyCommandExplainsItself(String command, Installation lineage) {
        var help =
                lineage.shell()
                        .bash(Installation.launcher() + " " + command + " --help")
                        .succeeded();
        assertThat(help.out()).contains("Usage: ").contains(command);
        assertThat(help.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "crl",
                "upp",
                "up --port 1",
                "issue request.pem",
                "revoke --reason bored 01"
            })
    void wrongUsageIsSaidSo(String command, Installation lineage) {
        var result =
                lineage.shell()
                        .bash(
                                "%s --data %s %s"
                                        .formatted(
                                                Installation.launcher(), lineage.data(), command));
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).isNotBlank().doesNotContain("Exception", "\tat ");
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (var lineage = Installation.planned("rwxr-xr-x");
                var taken =
                        new ServerSocket(
                                lineage.portBase() + 2, 1, InetAddress.getLoopbackAddress())) {
            assertThat(lineage.up().failed().err())
                    .contains(
                            "Port " + taken.getLocalPort() + " on 127.0.0.1",
                            "java (process " + ProcessHandle.current().pid() + ")",
                            "--ocsp-port")
                    .doesNotContain("Exception");
            assertThat(Processes.of(lineage.data())).isEmpty();
            assertThat(lineage.lineage("status").failed().out()).contains("is not running");
        }
    }

    @Test
    void changedPortsAreRefusedOnceCertificatesNameThem(Installation lineage) {
        var before = lineage.processes();
        var other = Integer.toString(lineage.portBase() + 9);
        assertThat(lineage.lineage("up", "--crl-port", other).failed().err())
                .contains("cannot become " + other, "certificates already name it");
        assertThat(lineage.lineage("up", "--console-port", other).failed().err())
                .contains("is running on other ports", "down");
        assertThat(lineage.processes()).isEqualTo(before);
    }

    @Test
    void anotherDescriptionOfThePkiIsRefusedOnceItExists(Installation lineage) throws IOException {
        var other = Files.writeString(lineage.folder().resolve("other.yml"), "root: {}\n");
        assertThat(lineage.lineage("up", "--pki", other.toString()).failed().err())
                .contains("exists already", "--data");
    }

    @Test
    void noSecretIsInTheEnvironmentOrArgumentsOfAProcessOrInALog(Installation lineage)
            throws IOException {
        var secrets = secrets(lineage.data());
        assertThat(secrets).hasSize(15).allMatch(secret -> secret.length() >= 16);
        var sights = Processes.all();
        assertThat(sights)
                .extracting(Processes.Sight::pid)
                .containsAll(lineage.processes().values());
        for (var sight : sights) {
            assertThat(sight.arguments()).doesNotContain(secrets);
            assertThat(sight.environment()).doesNotContain(secrets);
        }
        try (var logs = Files.list(lineage.data().resolve("log"))) {
            for (var log : logs.toList()) {
                assertThat(log).content().doesNotContain(secrets);
            }
        }
    }

    @Test
    void filesAreTheirOwnersAlone(Installation lineage) throws IOException {
        var open = new ArrayList<String>();
        try (var tree = Files.walk(lineage.data())) {
            for (var path : tree.toList()) {
                var place = lineage.data().relativize(path).toString();
                // Programs are no secret.
                var isProgram =
                        place.startsWith("postgresql/binaries") || place.startsWith("programs/");
                // PostgreSQL works as another user where root runs it, and passes through these.
                var isPassable = place.isEmpty() || place.equals("postgresql");
                if (!isProgram && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).stream()
                            .filter(permission -> !permission.name().startsWith("OWNER"))
                            .filter(permission ->
                                    !(isPassable && permission.name().endsWith("EXECUTE")))
                            .forEach(permission -> open.add(place + " " + permission));
                }
            }
        }
        assertThat(open).isEmpty();
    }

    @Test
    void nothingOnlineReachesTheRootsKey(Installation lineage) throws IOException {
        var offline = lineage.data().resolve("offline").toString();
        for (var process : lineage.processes().values()) {
            assertThat(Processes.openFiles(process)).noneMatch(file -> file.startsWith(offline));
        }
        assertThat(Processes.all())
                .noneMatch(sight ->
                        sight.arguments().contains(offline)
                                || sight.environment().contains(offline));
        assertThat(lineage.data().resolve("run/root.sock")).doesNotExist();
        try (var configurations =
                Files.newDirectoryStream(lineage.data().resolve("etc"), "*.yml")) {
            for (var configuration : configurations) {
                assertThat(configuration)
                        .content()
                        .doesNotContain("root.sock", "offline", "token: root");
            }
        }
    }

    @Test
    void programsTakeTheirClassesFromARecordedStart(Installation lineage) throws IOException {
        for (var process : lineage.processes().entrySet()) {
            var module =
                    switch (process.getKey()) {
                        case "supervisor" -> "launcher";
                        case "signer-issuing", "signer-responder" -> "hsm";
                        default -> process.getKey();
                    };
            if (!module.equals("postgres")) {
                var recorded =
                        Installation.launcher()
                                .resolveSibling(module)
                                .resolve("target")
                                .resolve(module + "-")
                                .toString();
                assertThat(Processes.mappedFiles(process.getValue()))
                        .as("The JVM refused the file of %s, or it was not made.", module)
                        .anyMatch(file -> file.startsWith(recorded) && file.endsWith(".aot"));
            }
        }
    }

    @Test
    void theRootsCrlIsNotIssuedOnline(Installation lineage) {
        var root =
                lineage.firstUp()
                        .replaceAll("(?s).*/([0-9a-f]{16})/complete\\.crl +\\(root\\).*", "$1");
        var refused = lineage.lineage("crl", "issue", "--generation", root).failed();
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .contains(root, "Lineage Root CA 2026", "kept offline", "No CRL was issued")
                .doesNotContain("Exception");
        assertThat(lineage.lineage("crl", "issue").succeeded().out()).doesNotContain(root);
    }

    /**
     * Every secret of an installation: PINs of tokens, passwords of database roles, the password of
     * the officers' PKCS#12 files.
     */
    static List<String> secrets(Path data) throws IOException {
        var secrets = new ArrayList<String>();
        try (var tree = Files.walk(data)) {
            for (var file :
                    tree.filter(path ->
                                    path.toString()
                                            .matches(
                                                    ".*/(etc/secrets/[^/]+|(so-)?pin|[^/]+\\.password)"))
                            .toList()) {
                secrets.add(Files.readString(file).strip());
            }
        }
        return secrets;
    }

    private static String summary(String out) {
        return out.substring(out.indexOf("Console "));
    }
}
