package org.lineageca.ca.transparency;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The logs an installation knows.
 *
 * @param patience how long a certificate waits for them
 */
public record LogList(List<TransparencyLog> logs, Duration patience) {

    static final Duration USUAL_PATIENCE = Duration.ofSeconds(10);

    /** Where none is configured. */
    public static final LogList NONE = new LogList(List.of(), USUAL_PATIENCE);

    public LogList {
        logs = List.copyOf(logs);
    }

    /** Those that take a certificate that ends then. */
    public List<TransparencyLog> taking(Instant notAfter) {
        return logs.stream().filter(log -> log.takes(notAfter)).toList();
    }

    public Optional<TransparencyLog> find(LogId id) {
        return logs.stream().filter(log -> log.id().equals(id)).findFirst();
    }
}
