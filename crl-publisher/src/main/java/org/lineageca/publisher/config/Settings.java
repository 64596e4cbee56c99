package org.lineageca.publisher.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.Policy;
import org.lineageca.publisher.operate.OperatorSettings;

/**
 * What the configuration file says.
 *
 * @param folder where the published files lie
 * @param targets further places to publish to
 * @param observeEvery from one look from outside to the next; zero for none
 * @param metrics null without
 */
record Settings(
        Database database,
        Path folder,
        Http http,
        Policy policy,
        List<TargetSettings> targets,
        Duration observeEvery,
        @Nullable OperatorSettings metrics) {

    private static final Duration OBSERVE_EVERY = Duration.ofSeconds(60);

    Settings {
        targets = List.copyOf(targets);
    }

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
        var observe = lineage.optionalSection("observe");
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
                                policy.duration(
                                        "longest-validity", Policy.DEFAULT.longestValidity()),
                                policy.number(
                                        "largest-bytes",
                                        1024,
                                        Integer.MAX_VALUE,
                                        Policy.DEFAULT.largestBytes())),
                        TargetReader.read(lineage),
                        interval(observe),
                        metrics(lineage));
        database.nothingElse();
        http.nothingElse();
        policy.nothingElse();
        observe.nothingElse();
        lineage.nothingElse();
        return settings;
    }

    private static Duration interval(YamlSection observe) throws ConfigurationException {
        var interval = observe.duration("interval", OBSERVE_EVERY);
        if (interval.isNegative()) {
            throw observe.wrong("interval", "a duration, or PT0S for never");
        }
        return interval;
    }

    private static @Nullable OperatorSettings metrics(YamlSection lineage)
            throws ConfigurationException {
        if (!lineage.has("metrics")) {
            return null;
        }
        var metrics = lineage.section("metrics");
        var orderKeyFile = metrics.has("order-key-file") ? metrics.text("order-key-file") : null;
        var settings =
                new OperatorSettings(
                        metrics.text("host"),
                        metrics.number("port", 0, 65_535),
                        orderKeyFile == null ? null : Path.of(orderKeyFile));
        metrics.nothingElse();
        return settings;
    }
}
