package org.lineageca.migrations;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A migrated database on a PostgreSQL of its own in a temporary folder: for tests, and for reading
 * the schema at build time.
 */
public final class TemporaryDatabase implements AutoCloseable {

    private static final String PASSWORD = "temporary";

    private final Path folder;
    private final PostgresCluster cluster;
    private final Process server;

    private TemporaryDatabase(Path folder, PostgresCluster cluster, Process server) {
        this.folder = folder;
        this.cluster = cluster;
        this.server = server;
    }

    public static TemporaryDatabase start() {
        try {
            var folder = Files.createTempDirectory("lineage-db");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            var binaries = PostgresBinaries.unpackedIn(folder.resolve("binaries"));
            var cluster = new PostgresCluster(binaries, folder.resolve("cluster"), freePort());
            cluster.initialise(PASSWORD);
            var server = cluster.start(folder.resolve("log"));
            var database = new TemporaryDatabase(folder, cluster, server);
            Runtime.getRuntime().addShutdownHook(new Thread(database::close));
            cluster.awaitReady(PASSWORD, Duration.ofSeconds(30));
            Migrate.createDatabase(cluster, PASSWORD);
            Migrate.apply(database.jdbcUrl(), PostgresCluster.OWNER, PASSWORD);
            for (var role :
                    java.util.List.of(LoginRole.CORE, LoginRole.RESPONDER, LoginRole.PUBLISHER)) {
                role.grant(database.jdbcUrl(), PostgresCluster.OWNER, PASSWORD, PASSWORD);
            }
            return database;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(
                    "the temporary database did not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the temporary database started", e);
        }
    }

    public String jdbcUrl() {
        return cluster.jdbcUrl(PostgresCluster.DATABASE);
    }

    /** The password of the owner and of every login role. */
    public String password() {
        return PASSWORD;
    }

    @Override
    public synchronized void close() {
        try {
            if (server.isAlive()) {
                PostgresCluster.stop(server.toHandle());
            }
            PostgresCluster.deleteTree(folder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(
                    "the temporary database left files in " + folder, e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
