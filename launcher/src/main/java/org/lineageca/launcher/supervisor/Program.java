package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.lineageca.launcher.health.HealthProbe;

/**
 * A program to be kept running.
 *
 * @param name as in the status and in {@code log/<name>.log}
 * @param address where it answers, for people
 * @param launch starts its process
 * @param probe how to see that it works
 * @param backoff how fast it is started again
 * @param patience how long it may take from its start until it is healthy
 * @param hopeless exit statuses after which it is not started again
 * @param inOrder exit statuses that are no fault: it is started again at once, and that does not
 *     count as a restart
 */
public record Program(
        String name,
        String address,
        Launch launch,
        HealthProbe probe,
        Backoff backoff,
        Duration patience,
        StopSignal stopSignal,
        Set<Integer> hopeless,
        Set<Integer> inOrder) {

    public Program {
        hopeless = Set.copyOf(hopeless);
        inOrder = Set.copyOf(inOrder);
    }

    /** Starts the process, its output appended to {@code log}. */
    @FunctionalInterface
    public interface Launch {
        Process start(Path log) throws IOException;
    }

    /** What makes it stop in order. */
    public enum StopSignal {
        TERM,
        /** PostgreSQL's fast shutdown; SIGTERM would wait for its clients. */
        INT
    }
}
