package org.lineageca.migrations;

import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A role a program logs in with; it holds no rights of its own but those of its group role.
 *
 * @param name the login name
 * @param group one of the group roles of migration V0006
 * @param readOnly whether its transactions are read-only whatever it asks for
 * @param replicates whether it may take the write-ahead log: copies of the database do
 */
public record LoginRole(String name, String group, boolean readOnly, boolean replicates) {

    public static final LoginRole CORE = new LoginRole("core", "lineage_core", false, false);
    public static final LoginRole CONSOLE = new LoginRole("console", "lineage_core", false, false);
    public static final LoginRole RESPONDER = responder("responder");
    public static final LoginRole PUBLISHER =
            new LoginRole("publisher", "lineage_publisher", true, false);

    /** Whom copies of the status tables log in as. */
    public static final LoginRole REPLICATOR =
            new LoginRole("replicator", "lineage_replicator", false, true);

    public LoginRole {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("not a name of a login role: " + name);
        }
    }

    /** An OCSP responder's. */
    public static LoginRole responder(String name) {
        return new LoginRole(name, "lineage_responder", true, false);
    }

    /** Creates the role or sets its password anew. */
    public void grant(String jdbcUrl, String owner, String ownerPassword, String password)
            throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl, owner, ownerPassword);
                var statement = connection.createStatement()) {
            boolean exists;
            try (var found =
                    statement.executeQuery(
                            "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
                exists = found.next();
            }
            var quoted = statement.enquoteLiteral(password);
            statement.execute(
                    (exists ? "ALTER ROLE " : "CREATE ROLE ")
                            + name
                            + (replicates ? " REPLICATION" : "")
                            + " LOGIN PASSWORD "
                            + quoted);
            statement.execute("GRANT " + group + " TO " + name);
            statement.execute(
                    "ALTER ROLE " + name + " SET default_transaction_read_only = " + readOnly);
        }
    }

    /** Removes the role, which owns nothing; nothing happens if there is none. */
    public void drop(String jdbcUrl, String owner, String ownerPassword) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl, owner, ownerPassword);
                var statement = connection.createStatement()) {
            statement.execute("DROP ROLE IF EXISTS " + name);
        }
    }
}
