package org.lineageca.publisher.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.lineageca.publisher.guard.Policy;

/**
 * What the configuration file says.
 *
 * @param folder where the published files lie
 */
record Settings(Database database, Path folder, Http http, Policy policy) {

    /**
     * How to log in.
     *
     * @param passwordFile holds the password; white space around it does not count
     */
    record Database(String url, String user, Path passwordFile) {
        String password() throws IOException {
            try {
                return Files.readString(passwordFile).strip();
            } catch (NoSuchFileException e) {
                throw new ConfigurationException(
                        "There is no password file " + passwordFile + ". Nothing was started.");
            }
        }
    }

    /** Where to listen. */
    record Http(String host, int port) {}

    /** Reads and checks the file. */
    static Settings read(Path file) throws IOException {
        var lineage = YamlSection.read(file).section("lineage");
        var database = lineage.section("database");
        var http = lineage.section("http");
        var policy = lineage.optionalSection("policy");
        var settings =
                new Settings(
                        new Database(
                                database.text("url"),
                                database.text("user"),
                                Path.of(database.text("password-file"))),
                        Path.of(lineage.text("folder")),
                        new Http(http.text("host"), http.number("port", 0, 65_535)),
                        new Policy(
                                Policy.DEFAULT.clockSkew(),
                                validity(policy),
                                policy.number(
                                        "largest-bytes",
                                        1024,
                                        Integer.MAX_VALUE,
                                        Policy.DEFAULT.largestBytes())));
        database.nothingElse();
        http.nothingElse();
        policy.nothingElse();
        lineage.nothingElse();
        return settings;
    }

    private static Duration validity(YamlSection policy) throws ConfigurationException {
        var text = policy.text("longest-validity", Policy.DEFAULT.longestValidity().toString());
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw policy.wrong("longest-validity", "an ISO 8601 duration such as P366D");
        }
    }
}
