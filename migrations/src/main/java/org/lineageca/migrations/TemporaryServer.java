package org.lineageca.migrations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * A PostgreSQL in a temporary folder that ends with this process, and on it a migrated database to
 * make others from.
 */
final class TemporaryServer {

    static final String PASSWORD = "temporary";

    private static final List<LoginRole> ROLES =
            List.of(LoginRole.CORE, LoginRole.RESPONDER, LoginRole.PUBLISHER, LoginRole.REPLICATOR);

    /**
     * No test takes the machine's power away, which is all that the first two protect from: what a
     * server has committed outlives its being killed, here too. Nor does a test's password guard
     * anything: each connection took its server and its client 4,096 rounds.
     */
    private static final String FOR_TESTS =
            """
            fsync = off
            full_page_writes = off
            scram_iterations = 1
            """;

    private final Path folder;
    private final PostgresCluster cluster;
    private Process process;

    private TemporaryServer(Path folder, PostgresCluster cluster, Process process) {
        this.folder = folder;
        this.cluster = cluster;
        this.process = process;
    }

    static TemporaryServer start() throws IOException, InterruptedException, SQLException {
        var folder = Files.createTempDirectory("lineage-db");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var binaries = PostgresBinaries.unpackedIn(folder.resolve("binaries"));
        var cluster = new PostgresCluster(binaries, folder.resolve("cluster"), freePort());
        cluster.initialise(PASSWORD);
        PostgresCluster.configure(cluster.folder(), PostgresCluster.SETTINGS + FOR_TESTS);
        var server = new TemporaryServer(folder, cluster, cluster.start(log(folder)));
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        cluster.awaitReady(PASSWORD, Duration.ofMinutes(2));
        Migrate.createDatabase(cluster, PASSWORD);
        var url = cluster.jdbcUrl(PostgresCluster.DATABASE);
        Migrate.apply(url, PostgresCluster.OWNER, PASSWORD);
        for (var role : ROLES) {
            role.grant(url, PostgresCluster.OWNER, PASSWORD, PASSWORD);
        }
        return server;
    }

    /** A new database, migrated. To copy files takes less than to write each page to the log. */
    void create(String database) throws SQLException {
        execute(
                "CREATE DATABASE %s TEMPLATE %s STRATEGY FILE_COPY"
                        .formatted(database, PostgresCluster.DATABASE));
    }

    /** Ends the database's connections, and it. */
    void drop(String database) throws SQLException {
        execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    String jdbcUrl(String database) {
        return cluster.jdbcUrl(database);
    }

    PostgresCluster cluster() {
        return cluster;
    }

    /** For what belongs to the server and is to go with it. */
    Path folder() {
        return folder;
    }

    /** Ends it as a power failure would. */
    void kill() throws InterruptedException {
        process.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    void startAgain() throws IOException, InterruptedException {
        process = cluster.start(log(folder));
        cluster.awaitReady(PASSWORD, Duration.ofMinutes(2));
    }

    private static Path log(Path folder) {
        return folder.resolve("log");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                jdbcUrl("postgres"), PostgresCluster.OWNER, PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void stop() {
        try {
            PostgresCluster.stop(process.toHandle());
            PostgresCluster.deleteTree(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary database left files in " + folder, e);
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
