package org.lineageca.ca.config;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.sealing.AuditKey;
import org.lineageca.ca.sealing.KeepAuditKey;
import org.lineageca.ca.sealing.SealAuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals the audit log every second for as long as this node runs. Every node tries; one at a time
 * does it.
 */
@Singleton
final class SealingLoop {

    private static final Logger LOG = LoggerFactory.getLogger(SealingLoop.class);
    private static final Actor ACTOR = new Actor.Installation("sealer");
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final KeepAuditKey keys;
    private final SealAuditLog seal;
    private final Settings.Credentials credentials;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("seal-audit-log").factory());
    private List<AuditKey> known = List.of();
    private @Nullable String problem;

    SealingLoop(KeepAuditKey keys, SealAuditLog seal, Settings.Credentials credentials) {
        this.keys = keys;
        this.seal = seal;
        this.credentials = credentials;
    }

    void start() {
        var _ =
                thread.scheduleWithFixedDelay(
                        this::round, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        thread.shutdownNow();
    }

    private void round() {
        try {
            seal.seal(ACTOR, key());
            problem = null;
        } catch (RuntimeException | IOException e) {
            var text = String.valueOf(e.getMessage());
            // The same every second helps nobody.
            if (!text.equals(problem)) {
                LOG.error(
                        "the audit log was not sealed: {} It is tried again every {} s.",
                        text,
                        EVERY.toSeconds());
            }
            problem = text;
        }
    }

    /** The one that signs now: another may have followed it since the last round. */
    private AuditKey key() throws IOException {
        var present = keys.keys(ACTOR);
        if (!present.equals(known)) {
            var file = AuditKeyFile.write(credentials.credentials(), present);
            LOG.info(
                    "the audit log is {}; {} verifier keys are in {}",
                    present.getLast().origin(),
                    present.size(),
                    file);
            known = present;
        }
        return present.getLast();
    }
}
