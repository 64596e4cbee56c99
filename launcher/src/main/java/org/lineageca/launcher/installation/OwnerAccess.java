package org.lineageca.launcher.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.lineageca.migrations.PostgresCluster;

/** The way into the embedded database as its owner. */
public record OwnerAccess(String url, String user, Path passwordFile) {

    public static OwnerAccess to(Installation installation, Ports ports) {
        return new OwnerAccess(
                "jdbc:postgresql://%s/%s"
                        .formatted(ports.address(PortUse.POSTGRES), PostgresCluster.DATABASE),
                PostgresCluster.OWNER,
                installation.secrets().resolve("owner"));
    }

    /** A connection that gives up after a few seconds. */
    public Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password());
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", "5");
        return DriverManager.getConnection(url, properties);
    }

    /** The password; empty if it cannot be read, which the login then reports. */
    public String password() {
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
