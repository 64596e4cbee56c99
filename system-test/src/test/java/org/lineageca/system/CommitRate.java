package org.lineageca.system;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many transactions of one small row a second an installation's PostgreSQL commits.
 *
 * @param connections that commit at the same time
 */
record CommitRate(InstallationDatabase database, int connections) {

    /** The rate after as long a warm-up. */
    double perSecond(Duration load) throws IOException, SQLException {
        try (var owner = database.owner();
                var statement = owner.createStatement()) {
            try (var settings =
                    statement.executeQuery(
                            "SELECT current_setting('fsync'), current_setting('synchronous_commit')")) {
                settings.next();
                if (!settings.getString(1).equals("on") || !settings.getString(2).equals("on")) {
                    throw new IllegalStateException("PostgreSQL does not commit durably");
                }
            }
            statement.execute("CREATE TABLE bench_commit (number bigint NOT NULL)");
            try {
                var _ = commitFor(load);
                var begin = System.nanoTime();
                var commits = commitFor(load);
                return commits * 1e9 / (System.nanoTime() - begin);
            } finally {
                statement.execute("DROP TABLE bench_commit");
            }
        }
    }

    private long commitFor(Duration load) throws IOException, SQLException {
        var commits = new AtomicLong();
        var ends = new ArrayList<CompletableFuture<Void>>();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (var i = 0; i < connections; i++) {
                var connection = database.owner();
                ends.add(
                        CompletableFuture.runAsync(
                                () -> commits.addAndGet(commitFor(load, connection)), threads));
            }
        }
        ends.forEach(CompletableFuture::join);
        return commits.get();
    }

    private static long commitFor(Duration load, Connection connection) {
        var end = System.nanoTime() + load.toNanos();
        var commits = 0L;
        try (connection;
                var insert = connection.prepareStatement("INSERT INTO bench_commit VALUES (?)")) {
            while (System.nanoTime() < end) {
                insert.setLong(1, commits++);
                insert.executeUpdate();
            }
            return commits;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
