package org.lineageca.migrations;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * From the CA's database to one copy of it.
 *
 * @param primary the CA's database cluster
 * @param ownerPassword of its owner
 * @param replicatorPassword of {@link LoginRole#REPLICATOR}
 * @param slot what the primary keeps its place in the log by, and the copy's name in its views
 */
public record ReplicationLink(
        PostgresCluster primary, String ownerPassword, String replicatorPassword, String slot) {

    public ReplicationLink {
        if (!slot.matches("[a-z0-9_]{1,63}")) {
            throw new IllegalArgumentException("not a name of a replication slot: " + slot);
        }
        if (!replicatorPassword.matches("[A-Za-z0-9]+")) {
            // It is written into connection strings.
            throw new IllegalArgumentException(
                    "the replicator's password must be of letters and digits");
        }
    }

    /** Whether the primary still has the log from where the copy left off. */
    public boolean isIntact() throws SQLException {
        try (var connection = connect(PostgresCluster.DATABASE);
                var statement =
                        connection.prepareStatement(
                                "SELECT wal_status <> 'lost' FROM pg_replication_slots WHERE slot_name = ?")) {
            statement.setString(1, slot);
            try (var found = statement.executeQuery()) {
                return found.next() && found.getBoolean(1);
            }
        }
    }

    /** Gives the place up, whoever still reads there; nothing happens if there is none. */
    public void cut() throws SQLException {
        try (var connection = connect(PostgresCluster.DATABASE)) {
            for (var statement :
                    new String[] {
                        // A slot in use cannot be dropped; a reader that was ended may be back.
                        "SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots WHERE slot_name = ? AND active",
                        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = ?"
                    }) {
                try (var prepared = connection.prepareStatement(statement)) {
                    prepared.setString(1, slot);
                    prepared.execute();
                }
            }
        }
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                primary.jdbcUrl(database), PostgresCluster.OWNER, ownerPassword);
    }

    /** For libpq, on the copy's side. */
    String connectionString(String database) {
        return "host=127.0.0.1 port=%d user=%s password=%s dbname=%s application_name=%s"
                .formatted(
                        primary.port(),
                        LoginRole.REPLICATOR.name(),
                        replicatorPassword,
                        database,
                        slot);
    }
}
