package org.lineageca.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The database of an installation, past its programs.
 *
 * @param data the installation's data folder
 */
record InstallationDatabase(Path data) {

    /** A connection that may do everything. */
    Connection owner() throws IOException, SQLException {
        return as("lineage_owner", "owner");
    }

    /** A connection that may do what one program may. */
    Connection as(String role, String secret) throws IOException, SQLException {
        var configuration = Files.readString(data.resolve("etc/ocsp-responder.yml"));
        var start = configuration.indexOf("jdbc:postgresql:");
        var url = configuration.substring(start, configuration.indexOf('\'', start));
        var password = Files.readString(data.resolve("etc/secrets").resolve(secret)).strip();
        return DriverManager.getConnection(url, role, password);
    }
}
