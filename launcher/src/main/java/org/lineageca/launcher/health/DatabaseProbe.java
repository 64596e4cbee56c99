package org.lineageca.launcher.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Logs in to PostgreSQL and asks it something.
 *
 * @param url the JDBC URL
 * @param passwordFile the user's password
 */
public record DatabaseProbe(String url, String user, Path passwordFile) implements HealthProbe {

    @Override
    public Health check() {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", "4");
        try {
            properties.setProperty("password", Files.readString(passwordFile).strip());
            try (var connection = DriverManager.getConnection(url, properties)) {
                return connection.isValid(4)
                        ? new Health.Healthy()
                        : new Health.Unhealthy("the database does not answer");
            }
        } catch (IOException | SQLException e) {
            return new Health.Unhealthy(Reasons.of(e));
        }
    }
}
