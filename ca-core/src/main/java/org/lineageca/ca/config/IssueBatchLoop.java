package org.lineageca.ca.config;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.batch.RunBatches;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on issue batches for as long as this node runs; each node on another. */
@Singleton
final class IssueBatchLoop {

    private static final Logger LOG = LoggerFactory.getLogger(IssueBatchLoop.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    /** What is in the way is rarely gone at once, and each attempt may cost a serial number. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final RunBatches run;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("issue-batches").factory());
    private volatile boolean stopping;
    private @Nullable String problem;

    IssueBatchLoop(RunBatches run) {
        this.run = run;
    }

    void start() {
        schedule(EVERY);
    }

    /** What is promised is signed and recorded before this returns; the rest goes on elsewhere. */
    void stop() {
        stopping = true;
        run.stop();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("an issue batch was left in the middle of a group");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void schedule(Duration delay) {
        if (!stopping) {
            var _ = thread.schedule(this::round, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void round() {
        var delay = PAUSE;
        try {
            delay =
                    switch (run.turn()) {
                        case IDLE -> EVERY;
                        case WORKED -> Duration.ZERO;
                        case WAITS -> PAUSE;
                    };
            problem = null;
        } catch (RuntimeException e) {
            var text = String.valueOf(e.getMessage());
            if (!text.equals(problem)) {
                LOG.error("issue batches: it is tried again every {} s", PAUSE.toSeconds(), e);
            }
            problem = text;
        } finally {
            schedule(delay);
        }
    }
}
