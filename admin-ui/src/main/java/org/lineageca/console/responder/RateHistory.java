package org.lineageca.console.responder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.lineageca.console.picture.RateChart;

/**
 * What a responder said of its traffic, for as long as the console has run, an hour at most. It is
 * kept in memory: what goes back further is with whoever collects the metrics.
 */
final class RateHistory {

    /** From one point to the next. */
    static final Duration SPACING = Duration.ofSeconds(30);

    private static final Duration LONGEST = Duration.ofHours(1);

    private final Deque<RateChart.Point> points = new ArrayDeque<>();

    /** Keeps it if it is time for another point. */
    synchronized void saw(Instant at, ResponderStatus.Traffic traffic) {
        if (!points.isEmpty() && at.isBefore(points.getLast().at().plus(SPACING))) {
            return;
        }
        points.add(
                new RateChart.Point(
                        at, traffic.requests(), traffic.signatures(), traffic.errors()));
        while (points.getFirst().at().isBefore(at.minus(LONGEST))) {
            points.removeFirst();
        }
    }

    /** The oldest first. */
    synchronized List<RateChart.Point> points() {
        return List.copyOf(points);
    }
}
