package org.lineageca.console.responder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.lineageca.console.picture.RateChart;

class RateHistoryTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ResponderStatus.Percentiles NONE =
            new ResponderStatus.Percentiles(null, null, null);

    private final RateHistory history = new RateHistory();

    private void saw(Instant at, double requests) {
        history.saw(at, new ResponderStatus.Traffic(requests, 1, null, 2, NONE, NONE));
    }

    @Test
    void ofWhatIsSeenEveryTwoSecondsOnePointInHalfAMinuteIsKept() {
        for (var second = 0; second <= 60; second += 2) {
            saw(NOON.plusSeconds(second), second);
        }
        assertThat(history.points())
                .containsExactly(
                        new RateChart.Point(NOON, 0, 1, 2),
                        new RateChart.Point(NOON.plusSeconds(30), 30, 1, 2),
                        new RateChart.Point(NOON.plusSeconds(60), 60, 1, 2));
    }

    @Test
    void whatIsOlderThanAnHourGoes() {
        var late = NOON.plus(Duration.ofHours(1));
        saw(NOON, 5);
        saw(late, 6);
        assertThat(history.points()).hasSize(2);
        saw(late.plusSeconds(31), 7);
        assertThat(history.points())
                .extracting(RateChart.Point::requests)
                .containsExactly(6.0, 7.0);
    }
}
