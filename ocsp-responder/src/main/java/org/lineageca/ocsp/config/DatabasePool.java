package org.lineageca.ocsp.config;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;

/** Connections to the database. */
final class DatabasePool {

    private DatabasePool() {}

    /** A pool that starts, and goes on, whether or not the database is there. */
    static HikariDataSource open(Configuration.Database database) {
        var pool = new HikariConfig();
        pool.setPoolName("status");
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.user());
        pool.setPassword(password(database));
        pool.setMaximumPoolSize(database.connections());
        pool.setReadOnly(true);
        pool.setConnectionTimeout(1_000);
        pool.setValidationTimeout(500);
        pool.setInitializationFailTimeout(-1);
        // A server that vanished without a word must not hold a reading for ever. In seconds.
        pool.addDataSourceProperty("connectTimeout", "2");
        pool.addDataSourceProperty("loginTimeout", "2");
        pool.addDataSourceProperty("socketTimeout", "5");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("ApplicationName", "ocsp-responder");
        return new HikariDataSource(pool);
    }

    private static String password(Configuration.Database database) {
        try {
            return Files.readString(database.passwordFile()).strip();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "the database password cannot be read from %s: %s"
                            .formatted(database.passwordFile(), e.getMessage()));
        }
    }
}
