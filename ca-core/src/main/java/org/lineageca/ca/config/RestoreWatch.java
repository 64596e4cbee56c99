package org.lineageca.ca.config;

import jakarta.inject.Singleton;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.RefuseRestored;
import org.lineageca.ca.lifecycle.RefuseRestored.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every second whether the database is whole, and says once when that changes. */
@Singleton
final class RestoreWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreWatch.class);

    private final RefuseRestored restored;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("restore-watch").factory());
    private @Nullable String told;

    RestoreWatch(RefuseRestored restored) {
        this.restored = restored;
    }

    void start() {
        var _ = thread.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    void stop() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            switch (restored.look()) {
                case Standing.Whole() -> tell(null);
                case Standing.Restored(var why) -> tell(why);
                case Standing.Unknown() -> {}
            }
        } catch (RuntimeException e) {
            // Signer and database report their own absence; nobody can sign meanwhile.
            LOG.debug("the database cannot be compared with what was signed", e);
        }
    }

    private void tell(@Nullable String why) {
        if (why != null && told == null) {
            LOG.error("Nothing is signed: {}", why);
        }
        if (why == null && told != null) {
            LOG.info("The database is whole again; signing goes on.");
        }
        told = why;
    }
}
