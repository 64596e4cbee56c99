package org.lineageca.ocsp.status;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices changes by asking again and again.
 *
 * <p>Change numbers become visible in ascending order, so that asking for those above the last one
 * seen misses none, whether the source is the CA's database, a replica or a subscriber.
 */
public final class ChangeFeed {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final int BATCH = 5_000;

    private final StatusSource source;
    private final ChangeJournal journal;
    private final ChangeListener listener;
    private final Freshness freshness;
    private final InstantSource clock;
    private boolean started;
    private @Nullable Change last;

    public ChangeFeed(
            StatusSource source,
            ChangeJournal journal,
            ChangeListener listener,
            Freshness freshness,
            InstantSource clock) {
        this.source = source;
        this.journal = journal;
        this.listener = listener;
        this.freshness = freshness;
        this.clock = clock;
    }

    /** Reads what changed since the last call. Called by one thread only. */
    public void poll() {
        var startedAt = clock.instant();
        Origin origin;
        try {
            // Before the changes: of a copy, they are then at least as new as it says.
            origin = source.origin();
            if (!started) {
                restart();
            }
            while (readBatch() == BATCH) {
                LOG.debug("reading a long list of status changes, at {}", journal.mark().number());
            }
        } catch (StatusUnavailableException e) {
            if (freshness.failed()) {
                LOG.warn("{}", e.getMessage());
            }
            return;
        }
        if (freshness.read(origin, startedAt)) {
            LOG.info("reading status changes from number {}", journal.mark().number());
        }
    }

    private int readBatch() {
        // From the last one seen, not after it: if that is gone, this is another history.
        var seen = last;
        var changes = source.changesFrom(seen == null ? 0 : seen.number(), BATCH);
        if (seen != null && hasMovedOn(seen, changes)) {
            take(changes);
            return changes.size();
        }
        if (seen != null && (changes.isEmpty() || !changes.getFirst().equals(seen))) {
            LOG.warn(
                    "status change {} is gone: the database was put back to an earlier time, or the"
                            + " generation was dropped; all cached answers are dropped",
                    seen.number());
            restart();
            return 0;
        }
        take(seen == null ? changes : changes.subList(1, changes.size()));
        return changes.size();
    }

    /** A hold that ends takes a new number, and no other certificate ever gets the old one. */
    private static boolean hasMovedOn(Change seen, List<Change> changes) {
        return !changes.isEmpty()
                && changes.getFirst().number() > seen.number()
                && changes.stream()
                        .anyMatch(change -> change.certificate().equals(seen.certificate()));
    }

    private void take(List<Change> changes) {
        for (var change : changes) {
            journal.record(change);
            listener.changed(change.certificate());
            last = change;
            journal.advance(change.number());
        }
    }

    private void restart() {
        last = source.lastChange().orElse(null);
        journal.restart(last == null ? 0 : last.number());
        listener.allChanged();
        started = true;
    }
}
