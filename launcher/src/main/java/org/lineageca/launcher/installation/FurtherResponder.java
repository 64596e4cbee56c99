package org.lineageca.launcher.installation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineageca.migrations.LoginRole;

/**
 * An OCSP responder beside the one whose address certificates name: it gives the same answers, with
 * the same signers' keys.
 *
 * @param name short, as the user chose it
 * @param port where it answers
 * @param metricsPort where operators get its metrics and status
 * @param databasePort of its copy of the database; nothing if it reads the CA's own
 */
public record FurtherResponder(
        String name, Reads reads, int port, int metricsPort, @Nullable Integer databasePort) {

    /** What the names of their logins begin with. */
    public static final String ROLE_PREFIX = "responder_";

    private static final String NAME = "[a-z][a-z0-9-]{0,19}";

    /** What it reads status in. */
    public enum Reads {
        /** The CA's database. */
        DATABASE,
        /** A streaming replica of its whole cluster. */
        REPLICA,
        /** A logical subscriber of the tables that hold status. */
        SUBSCRIBER;

        /** As in {@code lineage.yml}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it has a database server of its own. */
        public boolean isCopy() {
            return this != DATABASE;
        }

        static Optional<Reads> parse(String text) {
            return Arrays.stream(values()).filter(reads -> reads.key().equals(text)).findFirst();
        }
    }

    public FurtherResponder {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "'%s' is no name for a responder: 1 to 20 of a-z, 0-9 and hyphen, a letter first"
                            .formatted(name));
        }
        if (reads.isCopy() != (databasePort != null)) {
            throw new IllegalArgumentException(
                    "responder %s needs a port for its copy of the database, and only for that"
                            .formatted(name));
        }
    }

    /** The program's name: of its log, its configuration and its line in the status. */
    public String program() {
        return "ocsp-responder-" + name;
    }

    /** The name of its database server. */
    public String databaseProgram() {
        return "postgres-" + name;
    }

    /** Whom it logs in as. */
    public LoginRole role() {
        return LoginRole.responder(ROLE_PREFIX + name.replace('-', '_'));
    }

    /** By what the CA's database knows its copy. */
    public String slot() {
        return slot(role());
    }

    /** By what the CA's database knows, or knew, the copy of whoever logs in so. */
    public static String slot(LoginRole role) {
        return "lineage_" + role.name().substring(ROLE_PREFIX.length());
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Where its metrics are. */
    public String metricsAddress() {
        return "127.0.0.1:" + metricsPort;
    }

    /** Its ports with what each is for. */
    public Map<Integer, String> ports() {
        var ports = new TreeMap<Integer, String>();
        ports.put(port, program());
        ports.put(metricsPort, "the metrics of " + program());
        if (databasePort != null) {
            ports.put(databasePort, databaseProgram());
        }
        return ports;
    }

    /** The section {@code responders} of {@code lineage.yml}. */
    static String format(List<FurtherResponder> responders) {
        if (responders.isEmpty()) {
            return "";
        }
        var text = new StringBuilder("responders:\n");
        for (var responder : responders) {
            text.append(
                    "  %s: {reads: %s, port: %d, metrics-port: %d%s}%n"
                            .formatted(
                                    responder.name,
                                    responder.reads.key(),
                                    responder.port,
                                    responder.metricsPort,
                                    responder.databasePort == null
                                            ? ""
                                            : ", postgres-port: " + responder.databasePort));
        }
        return text.toString();
    }

    static List<FurtherResponder> parse(@Nullable Object section) {
        if (section == null) {
            return List.of();
        }
        if (!(section instanceof Map<?, ?> named)) {
            throw new IllegalArgumentException("responders is not a list of names");
        }
        var responders = new ArrayList<FurtherResponder>();
        for (var entry : named.entrySet()) {
            if (!(entry.getValue() instanceof Map<?, ?> values)
                    || !(values.get("port") instanceof Integer port)
                    || !(values.get("metrics-port") instanceof Integer metricsPort)) {
                throw new IllegalArgumentException(
                        "responders.%s has no port or no metrics-port".formatted(entry.getKey()));
            }
            var reads =
                    Reads.parse(String.valueOf(values.get("reads")))
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "responders.%s.reads is neither database, replica nor subscriber"
                                                    .formatted(entry.getKey())));
            var databasePort =
                    values.get("postgres-port") instanceof Integer number ? number : null;
            responders.add(
                    new FurtherResponder(
                            String.valueOf(entry.getKey()),
                            reads,
                            port,
                            metricsPort,
                            databasePort));
        }
        return List.copyOf(responders);
    }
}
