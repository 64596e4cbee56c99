package org.lineageca.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.migrations.LoginRole;
import org.lineageca.migrations.TemporaryDatabase;

class DatabaseWiringTest {

    /** Whatever is done over it then does not hold the row of the heartbeat. */
    @Test
    void aConnectionNotesTheRunOfTheServerBeforeItsFirstTransaction(@TempDir Path folder)
            throws Exception {
        var user = LoginRole.CORE.name();
        try (var database = TemporaryDatabase.start()) {
            try (var before =
                    DriverManager.getConnection(database.jdbcUrl(), user, database.password())) {
                assertThat(isNoted(before)).isFalse();
            }
            var password = Files.writeString(folder.resolve("password"), database.password());
            try (var pool =
                            new Wiring()
                                    .dataSource(
                                            new Settings.Database(
                                                    database.jdbcUrl(), user, password));
                    var connection = pool.getConnection()) {
                assertThat(isNoted(connection)).isTrue();
            }
        }
    }

    private static boolean isNoted(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT run = pg_postmaster_start_time() FROM heartbeat")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
