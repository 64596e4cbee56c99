package org.lineageca.ca.api;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.BatchStore;
import org.lineageca.ca.mass.RevokeSelected;

/**
 * How a batch stands.
 *
 * @param certificates how many are on its list
 * @param done how many have had their turn
 * @param revoked how many of those were not revoked before; of a drill, would have been
 * @param selection what fills it, in lines; null where certificates are named
 * @param filling whether its selection has not looked at all certificates yet
 * @param act the newest that was proposed; null before
 * @param pausedBy null while it may go on
 * @param perSecond of the steps so far; null before the first
 * @param secondsLeft foreseen; null before its act was proposed, and at the end
 */
@Serdeable
record BatchView(
        long batch,
        boolean closed,
        int certificates,
        int done,
        int revoked,
        boolean drill,
        boolean filling,
        int percent,
        String openedBy,
        @Nullable String selection,
        @Nullable Long act,
        @Nullable String pausedBy,
        @Nullable Instant pausedSince,
        @Nullable Long perSecond,
        @Nullable Long secondsLeft) {

    static BatchView of(RevokeSelected.Progress progress) {
        var batch = progress.batch();
        var perSecond = progress.perSecond();
        var left = progress.left();
        var pause = batch.course().pause();
        return new BatchView(
                batch.id(),
                batch.isSealed(),
                batch.certificates(),
                batch.done(),
                batch.revoked(),
                batch.isDrill(),
                batch.isFilling(),
                progress.percent(),
                batch.openedBy(),
                batch.course().selection(),
                batch.course().act(),
                pause == null ? null : pause.by(),
                pause == null ? null : pause.since(),
                perSecond == null ? null : Math.round(perSecond),
                left == null ? null : Math.max(1, left.toSeconds()));
    }

    /** Of one that has no act yet. */
    static BatchView of(BatchStore.Batch batch) {
        return of(new RevokeSelected.Progress(batch, 0, null, null));
    }
}
