package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Responders over the database, a replica and a subscriber behind one address, while what is behind
 * them dies.
 */
@Order(Turn.ALONE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FurtherRespondersTest {

    /** What each reads. */
    private enum Reads {
        DATABASE(0),
        REPLICA(3),
        SUBSCRIBER(6);

        private final int offset;

        Reads(int offset) {
            this.offset = offset;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Where it answers; its metrics and its copy follow. */
        int port() {
            return firstPort + offset;
        }
    }

    private static Installation lineage;
    private static WebServer nginx;
    private static int firstPort;
    private static int address;

    @BeforeAll
    static void start() throws IOException {
        lineage = Installation.startQuickly();
        firstPort = Installation.freePorts(10);
        address = firstPort + 9;
        for (var reads : Reads.values()) {
            var add =
                    new ArrayList<>(
                            List.of(
                                    "responder",
                                    "add",
                                    "over-" + reads.key(),
                                    "--reads",
                                    reads.key(),
                                    "--port",
                                    Integer.toString(reads.port()),
                                    "--metrics-port",
                                    Integer.toString(reads.port() + 1)));
            if (reads != Reads.DATABASE) {
                add.addAll(List.of("--postgres-port", Integer.toString(reads.port() + 2)));
            }
            lineage.lineage(add.toArray(String[]::new)).succeeded();
        }
        lineage.lineage("down").succeeded();
        lineage.lineage("up").succeeded();
        nginx = balancer();
    }

    @AfterAll
    static void stop() {
        nginx.close();
        lineage.close();
    }

    /** One address for all of them. */
    private static WebServer balancer() throws IOException {
        var servers =
                Arrays.stream(Reads.values())
                        .map(reads -> "server 127.0.0.1:%d;".formatted(reads.port()))
                        .collect(Collectors.joining(" "));
        return WebServer.nginx(
                Files.createDirectories(lineage.folder().resolve("nginx")),
                """
                upstream responders { %s }
                server {
                    listen 127.0.0.1:%d;
                    location / { proxy_pass http://responders; }
                }
                """
                        .formatted(servers, address));
    }

    @Test
    @Order(1)
    void allAreProgramsOfTheInstallation() {
        lineage.lineage("status").succeeded();
        assertThat(lineage.processes().keySet())
                .contains(
                        "ocsp-responder",
                        "ocsp-responder-over-database",
                        "ocsp-responder-over-replica",
                        "ocsp-responder-over-subscriber",
                        "postgres-over-replica",
                        "postgres-over-subscriber");
        assertThat(lineage.lineage("doctor").succeeded().out())
                .contains("copy over-replica", "copy over-subscriber");
        assertThat(lineage.lineage("responder", "list").succeeded().out())
                .containsPattern("over-subscriber +subscriber +http://127.0.0.1:\\d+ +healthy");
        assertThat(lineage.lineage("logs", "postgres-over-replica").succeeded().out())
                .contains("streaming");
    }

    @Test
    @Order(2)
    void theyAgreeAndARevocationShowsInAllOfThem() {
        var prefix = lineage.issueServer("agreed.example");
        for (var reads : Reads.values()) {
            await().untilAsserted(() -> assertThat(ask(prefix, reads.port())).contains(": good"));
        }
        await().untilAsserted(() ->
                assertThat(ask(prefix, address)).contains("Response verify OK", ": good"));

        lineage.lineage("revoke", "--reason", "keyCompromise", prefix + "-chain.pem").succeeded();

        await().untilAsserted(() -> {
            for (var reads : Reads.values()) {
                assertThat(ask(prefix, reads.port())).contains(": revoked", "keyCompromise");
            }
        });
        for (var i = 0; i < 2 * Reads.values().length; i++) {
            await().pollDelay(Duration.ZERO)
                    .untilAsserted(() ->
                            assertThat(ask(prefix, address))
                                    .contains("Response verify OK", ": revoked")
                                    .doesNotContain(": good"));
        }
    }

    @Test
    @Order(2)
    void theBenchmarkSeesARevocationShowInEach() throws Exception {
        var responders =
                Arrays.stream(Reads.values())
                        .collect(
                                Collectors.toMap(
                                        Reads::key,
                                        reads -> URI.create("http://127.0.0.1:" + reads.port())));
        try (var certificates = BenchCertificates.of(lineage.data())) {
            var requests = new BenchRequests(certificates);

            var times = new BenchRevocations(certificates, requests, responders).measure(3);

            assertThat(times).containsOnlyKeys(responders.keySet());
            assertThat(times.values()).allSatisfy(each -> assertThat(each.times()).hasSize(3));
        }
    }

    @Test
    @Order(3)
    void withCoreDatabaseAndPublisherKilledTheyGoOnAnswering() {
        var asked = lineage.issueServer("asked.example");
        var unasked = lineage.issueServer("unasked.example");
        for (var reads : Reads.values()) {
            await().untilAsserted(() ->
                    assertThat(ask(asked, reads.port(), "-no_nonce")).contains(": good"));
        }
        // With a nonce, so that nothing is kept: the question below is new to them.
        for (var reads : List.of(Reads.REPLICA, Reads.SUBSCRIBER)) {
            await().untilAsserted(() -> assertThat(ask(unasked, reads.port())).contains(": good"));
        }

        var processes = lineage.processes();
        // The supervisor first: it would start the others again.
        for (var program : List.of("supervisor", "ca-core", "crl-publisher", "postgres")) {
            kill(Objects.requireNonNull(processes.get(program)));
        }

        for (var reads : Reads.values()) {
            assertThat(ask(asked, reads.port(), "-no_nonce"))
                    .contains("Response verify OK", ": good");
        }
        for (var i = 0; i < Reads.values().length; i++) {
            assertThat(ask(asked, address, "-no_nonce")).contains("Response verify OK", ": good");
        }
        for (var reads : List.of(Reads.REPLICA, Reads.SUBSCRIBER)) {
            await().untilAsserted(() ->
                    assertThat(ask(unasked, reads.port(), "-no_nonce"))
                            .contains("Response verify OK", ": good"));
        }
        assertThat(ask(unasked, Reads.DATABASE.port(), "-no_nonce")).contains("trylater");
    }

    @Test
    @Order(4)
    void afterwardsTheyLearnWhatIsNewAndARemovedOneLeavesNothing()
            throws IOException, SQLException {
        lineage.lineage("up").succeeded();
        var prefix = lineage.issueServer("later.example");
        for (var reads : Reads.values()) {
            await().untilAsserted(() -> assertThat(ask(prefix, reads.port())).contains(": good"));
        }

        execute("SELECT pg_create_physical_replication_slot('lineage_status')");
        execute("CREATE ROLE responder_elsewhere");
        assertThat(slots()).contains("lineage_over_replica", "lineage_over_subscriber");

        lineage.lineage("responder", "remove", "over-replica").succeeded();
        lineage.lineage("down").succeeded();
        lineage.lineage("up").succeeded();

        assertThat(lineage.processes().keySet())
                .contains("postgres-over-subscriber")
                .noneMatch(program -> program.endsWith("over-replica"));
        try (var folders = Files.list(lineage.data().resolve("postgresql").toRealPath())) {
            assertThat(folders.map(Path::getFileName).map(Path::toString))
                    .contains("copy-over-subscriber")
                    .doesNotContain("copy-over-replica");
        }
        // What an operator made for responders elsewhere stays.
        assertThat(slots())
                .contains("lineage_status", "lineage_over_subscriber")
                .doesNotContain("lineage_over_replica");
        assertThat(query("SELECT rolname FROM pg_roles WHERE rolname LIKE 'responder%'"))
                .contains("responder_elsewhere", "responder_over_subscriber")
                .doesNotContain("responder_over_replica");
        await().untilAsserted(
                        () -> assertThat(ask(prefix, Reads.SUBSCRIBER.port())).contains(": good"));
    }

    private static List<String> slots() throws IOException, SQLException {
        return query("SELECT slot_name FROM pg_replication_slots");
    }

    private static List<String> query(String sql) throws IOException, SQLException {
        var values = new ArrayList<String>();
        try (var owner = new InstallationDatabase(lineage.data()).owner();
                var statement = owner.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static void execute(String sql) throws IOException, SQLException {
        try (var owner = new InstallationDatabase(lineage.data()).owner();
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(String prefix, int port, String... options) {
        var all = new ArrayList<>(List.of("-url", "http://127.0.0.1:" + port + "/ocsp"));
        all.addAll(List.of(options));
        return lineage.ocspStatusNow(prefix, all.toArray(String[]::new));
    }

    /** With what it started: a server's backends are the server. */
    private static void kill(long pid) {
        var process = ProcessHandle.of(pid).orElseThrow();
        var isServer = process.info().command().orElse("").endsWith("/postgres");
        var backends = isServer ? process.descendants().toList() : List.<ProcessHandle>of();
        backends.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
