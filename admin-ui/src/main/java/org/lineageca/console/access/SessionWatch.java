package org.lineageca.console.access;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at all open sessions about once a second, for as long as the console runs. */
@Singleton
public final class SessionWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);
    private static final long PACE_MILLISECONDS = 700;

    /** The same as with -XX:+ExitOnOutOfMemoryError. */
    static final int STATUS = 3;

    private final OpenSessions sessions;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("session-watch").daemon().factory());

    SessionWatch(OpenSessions sessions) {
        this.sessions = sessions;
    }

    public void start() {
        var _ =
                looks.scheduleWithFixedDelay(
                        this::look, PACE_MILLISECONDS, PACE_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            sessions.look();
        } catch (RuntimeException e) { // the outermost loop: the next look is to come
            LOG.error("the open sessions were not looked at; it is tried again", e);
        } catch (Error e) { // no look would follow, and no session would end any more
            try {
                LOG.error("the open sessions cannot be looked at; the console ends", e);
            } finally {
                Runtime.getRuntime().halt(STATUS);
            }
        }
    }

    @PreDestroy
    void stop() {
        looks.shutdownNow();
    }
}
