package org.lineageca.migrations;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A migrated database on a server of its own, for tests of what copies of it do. */
public final class TemporaryPrimary implements AutoCloseable {

    private final TemporaryServer server;
    private final List<Process> copies = new ArrayList<>();

    private TemporaryPrimary(TemporaryServer server) {
        this.server = server;
    }

    public static TemporaryPrimary start() throws IOException, InterruptedException, SQLException {
        return new TemporaryPrimary(TemporaryServer.start());
    }

    public String jdbcUrl() {
        return server.jdbcUrl(PostgresCluster.DATABASE);
    }

    /** The password of the owner and of every login role, here and on the copies. */
    public String password() {
        return TemporaryServer.PASSWORD;
    }

    /**
     * Starts a streaming replica.
     *
     * @return its JDBC URL
     */
    public String replica(String name) throws IOException, InterruptedException, SQLException {
        var copy = copy(name);
        new StreamingReplica(link(name), copy).make();
        return started(copy, name);
    }

    /**
     * Starts a logical subscriber; its tables fill a moment later.
     *
     * @return its JDBC URL
     */
    public String subscriber(String name) throws IOException, InterruptedException, SQLException {
        var copy = copy(name);
        copy.initialise(password());
        var url = started(copy, name);
        new StatusSubscriber(link(name), copy, password()).prepare();
        LoginRole.RESPONDER.grant(url, PostgresCluster.OWNER, password(), password());
        return url;
    }

    /** Ends the server as a power failure would; the copies go on. */
    public void kill() throws InterruptedException {
        server.kill();
    }

    /** Starts the server that was killed. */
    public void startAgain() throws IOException, InterruptedException {
        server.startAgain();
    }

    /** Keeps what is there, for {@link #restore}. */
    public void backUp() throws IOException, InterruptedException {
        server.kill();
        copyTree(server.cluster().folder(), backup());
        server.startAgain();
    }

    /** Puts the server back to where it was when it was backed up; the copies go on. */
    public void restore() throws IOException, InterruptedException {
        server.kill();
        PostgresCluster.deleteTree(server.cluster().folder());
        copyTree(backup(), server.cluster().folder());
        server.startAgain();
    }

    private Path backup() {
        return server.folder().resolve("backup");
    }

    /** With owners and permissions. */
    private static void copyTree(Path from, Path to) throws IOException, InterruptedException {
        var copy = new ProcessBuilder("cp", "-a", from.toString(), to.toString()).inheritIO();
        if (copy.start().waitFor() != 0) {
            throw new IOException(from + " was not copied to " + to);
        }
    }

    @Override
    public void close() throws IOException {
        for (var copy : copies) {
            PostgresCluster.stop(copy.toHandle());
        }
        server.stop();
    }

    private PostgresCluster copy(String name) throws IOException {
        return new PostgresCluster(
                server.cluster().binaries(),
                server.folder().resolve(name),
                TemporaryServer.freePort());
    }

    private ReplicationLink link(String name) {
        return new ReplicationLink(server.cluster(), password(), password(), name);
    }

    private String started(PostgresCluster copy, String name)
            throws IOException, InterruptedException {
        copies.add(copy.start(server.folder().resolve(name + ".log")));
        copy.awaitReady(password(), Duration.ofMinutes(2));
        return copy.jdbcUrl(PostgresCluster.DATABASE);
    }
}
