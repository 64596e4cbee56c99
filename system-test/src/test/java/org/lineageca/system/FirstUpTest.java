package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A second installation beside the first, with a PKI of its own description, in a folder nobody
 * else may enter: from a first {@code up} that is refused to one that is repeated.
 */
@ResourceLock(SharedInstallation.LOCK)
@ExtendWith(SharedInstallation.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstUpTest {

    private static final Path DEFAULT =
            Installation.launcher().resolveSibling("ca-core/src/main/resources/pki.yml");

    private static Installation second;
    private static Processes.Watch watch;

    /** Taken while the root's are still there: later its folder is carried away. */
    private static List<String> secrets = List.of();

    @BeforeAll
    static void plan() {
        second = Installation.planned("rwx------");
        watch = new Processes.Watch();
    }

    @AfterAll
    static void stop() {
        watch.close();
        second.close();
    }

    @Test
    @Order(1)
    void aMistakeInTheDescriptionIsFoundAndNothingIsLeftRunning() throws IOException {
        var mistake = Files.readString(DEFAULT).replaceFirst("(?m)^  key: P384$", "  key: RSA1024");
        var line = mistake.substring(0, mistake.indexOf("RSA1024")).lines().count();
        Files.writeString(second.folder().resolve("pki.yml"), mistake);

        var refused = second.up("--pki", second.folder().resolve("pki.yml").toString()).failed();
        assertThat(refused.err())
                .contains(
                        "root.key (line %d, column 8)".formatted(line),
                        "RSA1024",
                        "Nothing was created");
        assertThat(refused.all()).doesNotContain("\tat ");
        assertThat(Processes.of(second.data())).isEmpty();
    }

    @Test
    @Order(2)
    void aRunThatIsKilledIsContinuedByTheNext() throws IOException {
        var description =
                Files.readString(DEFAULT)
                        .replaceFirst(
                                "CN=Lineage Root CA 2026,O=Example Organisation",
                                "CN=Second Root,O=Zweite Prüfstelle,C=DE")
                        .replaceFirst("(?m)^  key: P384$", "  key: RSA2048")
                        .replaceAll("(?m)^    key: P256$", "    key: P384");
        var file = Files.writeString(second.folder().resolve("pki.yml"), description);

        var killed = CompletableFuture.supplyAsync(() -> second.up("--pki", file.toString()));
        await().atMost(Duration.ofMinutes(5))
                .until(() -> hasSaid("Second Root: first CRL published"));
        var supervisor = second.processes().getOrDefault("supervisor", 0L);
        assertThat(ProcessHandle.of(supervisor).orElseThrow().destroyForcibly()).isTrue();
        assertThat(killed.join().failed().err())
                .contains("The supervisor ended before the installation was up");
        assertThat(second.data().resolve("pki-created")).doesNotExist();

        assertThat(second.up().succeeded().out())
                .contains(
                        "programs left over by a supervisor that died",
                        "created; the root's signer is stopped");
        secrets = UpTest.secrets(second.data());
        try (var machine = new MachineClient(second)) {
            assertThat(machine.get("/generations"))
                    .hasSize(3)
                    .allMatch(generation -> generation.path("state").asText().equals("Enabled"));
        }
    }

    @Test
    @Order(3)
    void itsDescriptionIsFollowedBesideTheFirst(Installation first) {
        var root =
                second.shell()
                        .run(
                                "openssl",
                                "x509",
                                "-in",
                                second.credentials().resolve("root.pem").toString(),
                                "-noout",
                                "-text",
                                "-nameopt",
                                "utf8")
                        .out();
        assertThat(root)
                .contains(
                        "CN=Second Root",
                        "Zweite Prüfstelle",
                        "Public-Key: (2048 bit)",
                        "sha256WithRSAEncryption");
        var host = second.issueServer("first.example");
        assertThat(second.ocspStatus(host))
                .contains("Response verify OK", "first-example-chain.pem: good");
        var issuer =
                second.shell()
                        .run("openssl", "x509", "-in", host + "-issuer.pem", "-noout", "-text")
                        .out();
        assertThat(issuer).contains("secp384r1", "sha256WithRSAEncryption");

        // Both answer, each for its own.
        var other = first.issueServer("beside.example");
        assertThat(first.ocspStatus(other)).contains("beside-example-chain.pem: good");
        first.lineage("status").succeeded();
        second.lineage("status").succeeded();
    }

    @Test
    @Order(4)
    void overADatabaseFromAnOlderBackupNothingIsSignedAndUpSaysWhy() throws IOException {
        // What is not in the log yet would be put there later, and be counted by one program only.
        awaitSealed();
        copyOfDatabase(second.folder().resolve("older"));
        var revoked = second.issueServer("revoked.example");
        second.lineage(
                        "revoke",
                        "--reason",
                        "keyCompromise",
                        second.folder().resolve(revoked + "-chain.pem").toString())
                .succeeded();
        awaitSealed();
        second.lineage("down").succeeded();
        exchangeDatabase("older", "newer");

        var up = second.lineage("up").failed();
        assertThat(up.out()).containsPattern("ca-core +runs and refuses its work");
        assertThat(up.err())
                .containsOnlyOnce("The database is older than what was signed with it")
                .contains("Restore a newer backup", "docs/operators.md")
                .doesNotContain("Exception", "was not healthy within");
        assertThat(second.lineage("up").failed().out()).contains("The database is older");
        assertThat(second.lineage("status").failed().out())
                .containsPattern("(?m)^ca-core +refusing ")
                .contains("ca-core: The database is older");
        assertThat(second.lineage("doctor").failed().out())
                .contains("fail  ca-core", "To wait does not help");
        var refused = second.lineage("issue", "--profile", "tls-server", revoked + "-request.pem");
        assertThat(refused.failed().err()).contains("The database is older", "Nothing was signed");
    }

    /** As a snapshot of its disk would be. */
    private static void copyOfDatabase(Path copy) throws IOException {
        var postmaster =
                ProcessHandle.of(second.processes().getOrDefault("postgres", 0L)).orElseThrow();
        // The first begins no more of the others while it stands still.
        signal("STOP", Stream.of(postmaster));
        signal("STOP", postmaster.descendants());
        try {
            second.shell().run("cp", "-a", database().toString(), copy.toString()).succeeded();
        } finally {
            signal("CONT", postmaster.descendants());
            signal("CONT", Stream.of(postmaster));
        }
        Files.delete(copy.resolve("postmaster.pid"));
    }

    private static void signal(String name, Stream<ProcessHandle> processes) {
        var pids = processes.map(process -> Long.toString(process.pid())).toList();
        second.shell().bash("kill -%s %s".formatted(name, String.join(" ", pids))).succeeded();
    }

    /** The folder takes the database's place, and what was there gets another name. */
    private static void exchangeDatabase(String folder, String newName) throws IOException {
        var database = database();
        Files.move(database, second.folder().resolve(newName));
        Files.move(second.folder().resolve(folder), database);
    }

    private static Path database() throws IOException {
        return second.data().resolve("postgresql").toRealPath().resolve("cluster");
    }

    /** What happened until now is in a checkpoint, which the signer remembers. */
    private static void awaitSealed() {
        var curl = new Curl(second);
        var events = curl.machine("/audit/events?limit=1").body();
        var newest = JsonParser.parseString(events).getAsJsonArray().get(0).getAsJsonObject();
        var proof = "/audit/proofs/inclusion?sequence=" + newest.get("sequence").getAsLong();
        await().untilAsserted(() -> assertThat(curl.machine(proof).status()).isEqualTo(200));
    }

    @Test
    @Order(5)
    void downAndUpKeepEverythingAndANewerBackupIsAllItTakes(Installation first) throws IOException {
        var root = Files.readString(second.credentials().resolve("root.pem"));
        var marker = Files.getLastModifiedTime(second.data().resolve("pki-created"));

        assertThat(second.lineage("down").succeeded().out()).contains("Lineage is stopped");
        assertThat(Processes.of(second.data())).isEmpty();
        assertThat(second.lineage("down").succeeded().out()).contains("is not running");
        assertThat(second.lineage("status").failed().out()).contains("is not running");
        var unreachable = second.lineage("revoke", "--reason", "superseded", "01");
        assertThat(unreachable.status()).isEqualTo(3);
        assertThat(unreachable.err()).contains("up").doesNotContain("Exception");

        exchangeDatabase("newer", "older");
        // As the summary advises; and the database's and the core's ports, which no certificate
        // names, may change.
        var offline = second.folder().resolve("safe");
        Files.move(second.data().resolve("offline"), offline);
        var newPort = Integer.toString(second.portBase() + 7);
        var up = second.lineage("up", "--postgres-port", newPort).succeeded();
        assertThat(up.out()).doesNotContain("PKI").doesNotContain("Root key");

        assertThat(Files.readString(second.credentials().resolve("root.pem"))).isEqualTo(root);
        assertThat(Files.getLastModifiedTime(second.data().resolve("pki-created")))
                .isEqualTo(marker);
        assertThat(second.data().resolve("offline")).doesNotExist();
        assertThat(second.ocspStatus("first-example")).contains("first-example-chain.pem: good");
        assertThat(second.ocspStatus("revoked-example"))
                .contains("revoked-example-chain.pem: revoked", "keyCompromise");
        assertThat(second.ocspStatus(second.issueServer("later.example")))
                .contains("later-example-chain.pem: good");
        assertThat(second.lineage("doctor").succeeded().out())
                .contains("ok    root key offline", "0 warn, 0 fail");
        first.lineage("status").succeeded();
    }

    @Test
    @Order(6)
    void noProcessOfAllTheseShowedASecret() {
        watch.close();
        assertThat(
                        watch.seen().stream()
                                .anyMatch(sight -> sight.contains("org.lineageca.hsm.softhsm.")))
                .isTrue();
        assertThat(
                        watch.seen().stream()
                                .anyMatch(sight ->
                                        sight.contains("org.lineageca.ca.config.CreatePki")))
                .isTrue();
        assertThat(secrets).hasSize(15);
        assertThat(
                        watch.seen().stream()
                                .filter(sight -> secrets.stream().anyMatch(sight::contains)))
                .isEmpty();
    }

    private static boolean hasSaid(String text) throws IOException {
        var log = second.data().resolve("log/create-pki.log");
        return Files.exists(log) && Files.readString(log).contains(text);
    }
}
