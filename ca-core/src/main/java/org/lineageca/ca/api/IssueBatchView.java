package org.lineageca.ca.api;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.batch.IssueInBatches;

/**
 * How an issue batch stands.
 *
 * @param state open, running, paused, cancelled or over
 * @param movedBy who brought it into its state
 * @param requests how many are on it
 * @param done all requests up to this position were answered
 * @param issued how many of those have a certificate
 * @param refused how many of those have none
 * @param problem what kept it from going on when it was last tried; null where nothing did
 * @param secondsWorked how long somebody worked on it, pauses left out
 * @param perSecond requests answered while somebody worked on it; null before the first
 * @param secondsLeft foreseen; null where it does not go on, or nobody can tell
 */
@Serdeable
record IssueBatchView(
        long batch,
        String profile,
        String state,
        String openedBy,
        Instant openedAt,
        String movedBy,
        Instant movedAt,
        int requests,
        int done,
        int issued,
        int refused,
        int percent,
        @Nullable String problem,
        long secondsWorked,
        @Nullable Long perSecond,
        @Nullable Long secondsLeft) {

    static IssueBatchView of(IssueInBatches.Watched watched) {
        var batch = watched.batch();
        var facts = batch.facts();
        var progress = batch.progress();
        var perSecond = watched.perSecond();
        var left = watched.left();
        return new IssueBatchView(
                facts.id(),
                facts.profile(),
                batch.state().toLowerCase(Locale.ROOT),
                facts.openedBy(),
                facts.openedAt(),
                batch.move().by(),
                batch.move().at(),
                facts.requests(),
                progress.done(),
                progress.issued(),
                progress.refused(),
                watched.percent(),
                progress.problem(),
                progress.worked().toSeconds(),
                perSecond == null ? null : Math.round(perSecond),
                left == null ? null : left.toSeconds());
    }
}
