package org.lineageca.ca.config;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.lineageca.ca.lifecycle.Heartbeat;
import org.lineageca.ca.store.JooqHeartbeat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beats every few seconds for as long as this node runs. Every node does: the jobs of {@link
 * Duties} wait for each other, and a copy must not seem old because one of them takes long.
 */
@Singleton
final class HeartbeatLoop {

    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatLoop.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Heartbeat heartbeat;
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("heartbeat").factory());
    private boolean failing;

    HeartbeatLoop(DSLContext database, InstantSource clock) {
        this.heartbeat = new JooqHeartbeat(database);
        this.clock = clock;
    }

    void start() {
        var _ =
                thread.scheduleWithFixedDelay(
                        this::beat, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        thread.shutdownNow();
    }

    private void beat() {
        try {
            heartbeat.beat(clock.instant());
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn(
                        "the time cannot be left in the database, and copies of it seem to grow old: {}. It is tried again every {} s.",
                        e.getMessage(),
                        EVERY.toSeconds());
            }
            failing = true;
        }
    }
}
