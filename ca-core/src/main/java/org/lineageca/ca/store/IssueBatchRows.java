package org.lineageca.ca.store;

import java.time.Duration;
import org.lineageca.ca.batch.IssueBatch;
import org.lineageca.db.tables.records.IssueBatchRecord;

/** Rows of {@code issue_batch}. */
final class IssueBatchRows {

    private static final double MILLISECONDS = 1_000;

    private IssueBatchRows() {}

    static IssueBatch batch(IssueBatchRecord row) {
        var facts =
                new IssueBatch.Facts(
                        row.getBatchId(),
                        row.getProfile(),
                        row.getOpenedBy(),
                        row.getOpenedAt(),
                        row.getRequests());
        var progress =
                new IssueBatch.Progress(
                        row.getDone(),
                        row.getRefused(),
                        Duration.ofMillis(Math.round(row.getWorkedSeconds() * MILLISECONDS)),
                        row.getProblem());
        var move = new IssueBatch.Move(row.getMovedBy(), row.getMovedAt());
        return switch (row.getState()) {
            case "Open" -> new IssueBatch.Open(facts, progress, move);
            case "Running" -> new IssueBatch.Running(facts, progress, move);
            case "Paused" -> new IssueBatch.Paused(facts, progress, move);
            case "Cancelled" -> new IssueBatch.Cancelled(facts, progress, move);
            case "Over" -> new IssueBatch.Over(facts, progress, move);
            default -> throw new IllegalStateException("no state of a batch: " + row.getState());
        };
    }

    static double seconds(Duration time) {
        return time.toMillis() / MILLISECONDS;
    }
}
