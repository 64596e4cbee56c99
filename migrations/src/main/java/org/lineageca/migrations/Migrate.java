package org.lineageca.migrations;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** Brings a database to the schema of this version. Forward only; safe to repeat. */
public final class Migrate {

    private Migrate() {}

    /**
     * Applies what is missing.
     *
     * @return how many migrations were applied
     */
    public static int apply(String jdbcUrl, String owner, String password) {
        return apply("classpath:db/migration", jdbcUrl, owner, password);
    }

    /** The same for the tables of a {@link StatusSubscriber}. */
    static int applyToSubscriber(String jdbcUrl, String owner, String password) {
        return apply("classpath:db/subscriber", jdbcUrl, owner, password);
    }

    private static int apply(String location, String jdbcUrl, String owner, String password) {
        return Flyway.configure()
                .dataSource(jdbcUrl, owner, password)
                .locations(location)
                .load()
                .migrate()
                .migrationsExecuted;
    }

    /** Creates the database on an embedded cluster if it is not there. */
    public static void createDatabase(PostgresCluster cluster, String ownerPassword)
            throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                cluster.jdbcUrl("postgres"), PostgresCluster.OWNER, ownerPassword);
                var statement = connection.createStatement()) {
            try (var found =
                    statement.executeQuery(
                            "SELECT 1 FROM pg_database WHERE datname = '"
                                    + PostgresCluster.DATABASE
                                    + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE " + PostgresCluster.DATABASE);
        }
    }
}
