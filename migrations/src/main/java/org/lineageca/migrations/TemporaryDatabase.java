package org.lineageca.migrations;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A migrated database of its own, for tests and for reading the schema at build time. Those of one
 * process share a server.
 */
public final class TemporaryDatabase implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final class Shared {
        static final TemporaryServer SERVER = server();

        private static TemporaryServer server() {
            try {
                return TemporaryServer.start();
            } catch (IOException | SQLException e) {
                throw new IllegalStateException(
                        "the temporary database did not start: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(
                        "interrupted while the temporary database started", e);
            }
        }
    }

    private final TemporaryServer server;
    private final String name;

    private TemporaryDatabase(TemporaryServer server, String name) {
        this.server = server;
        this.name = name;
    }

    public static TemporaryDatabase start() {
        var name = PostgresCluster.DATABASE + "_" + COUNT.incrementAndGet();
        try {
            Shared.SERVER.create(name);
            return new TemporaryDatabase(Shared.SERVER, name);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the temporary database was not made: " + e.getMessage(), e);
        }
    }

    public String jdbcUrl() {
        return server.jdbcUrl(name);
    }

    /** The password of the owner and of every login role. */
    public String password() {
        return TemporaryServer.PASSWORD;
    }

    @Override
    public void close() {
        try {
            server.drop(name);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the temporary database was not dropped: " + e.getMessage(), e);
        }
    }
}
