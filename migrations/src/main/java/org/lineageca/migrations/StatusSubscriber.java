package org.lineageca.migrations;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A database of its own that takes the tables responders read, by logical replication of the
 * publication {@value #PUBLICATION}.
 *
 * @param copy a cluster that runs
 * @param copyPassword of its owner
 */
public record StatusSubscriber(ReplicationLink link, PostgresCluster copy, String copyPassword) {

    public static final String PUBLICATION = "lineage_status";

    /** How long a primary may take to answer before another attempt is better. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    /**
     * Makes the tables and the subscription, or brings those that are there to this version; rows
     * are copied in the background.
     */
    public void prepare() throws SQLException {
        Migrate.createDatabase(copy, copyPassword);
        var url = copy.jdbcUrl(PostgresCluster.DATABASE);
        Migrate.applyToSubscriber(url, PostgresCluster.OWNER, copyPassword);
        try (var connection =
                DriverManager.getConnection(url, PostgresCluster.OWNER, copyPassword)) {
            if (isSubscribed(connection)) {
                refresh(connection);
            } else {
                subscribe(connection);
            }
        }
    }

    private boolean isSubscribed(Connection connection) throws SQLException {
        try (var statement =
                connection.prepareStatement("SELECT FROM pg_subscription WHERE subname = ?")) {
            statement.setString(1, link.slot());
            try (var found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    private void subscribe(Connection connection) throws SQLException {
        // Of a subscriber of this name whose folder is gone.
        link.cut();
        try (var source = link.connect(PostgresCluster.DATABASE)) {
            // The run of its server that is noted there is then the one the copy begins in.
            execute(source, "UPDATE heartbeat SET at = at");
        }
        execute(
                connection,
                "CREATE SUBSCRIPTION %s CONNECTION %s PUBLICATION %s"
                        .formatted(link.slot(), connectionString(connection), PUBLICATION));
    }

    private void refresh(Connection connection) throws SQLException {
        execute(
                connection,
                "ALTER SUBSCRIPTION %s CONNECTION %s"
                        .formatted(link.slot(), connectionString(connection)));
        execute(connection, "ALTER SUBSCRIPTION %s REFRESH PUBLICATION".formatted(link.slot()));
    }

    private String connectionString(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.enquoteLiteral(
                    link.connectionString(PostgresCluster.DATABASE)
                            + " connect_timeout="
                            + CONNECT_LIMIT.toSeconds());
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
