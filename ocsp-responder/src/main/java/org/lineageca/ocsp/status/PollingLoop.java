package org.lineageca.ocsp.status;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one thing again and again on a thread of its own, whatever happens, until it is closed. */
public final class PollingLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PollingLoop.class);

    private final Runnable task;
    private final Duration pause;
    private final Thread thread;

    private PollingLoop(String name, Duration pause, Runnable task) {
        this.task = task;
        this.pause = pause;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /**
     * Starts the loop with a first run.
     *
     * @param pause from the end of one run to the start of the next
     */
    public static PollingLoop start(String name, Duration pause, Runnable task) {
        var loop = new PollingLoop(name, pause, task);
        loop.thread.start();
        return loop;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                task.run();
                Thread.sleep(pause);
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("{} failed and goes on", Thread.currentThread().getName(), e);
                if (!pauseAfterFailure()) {
                    return;
                }
            }
        }
    }

    private boolean pauseAfterFailure() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
            return true;
        } catch (InterruptedException closed) {
            return false;
        }
    }
}
