package org.lineageca.ca.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.renewal.SuggestedWindow.Decided;

class SuggestedWindowTest {

    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant END = BEGIN.plus(Duration.ofDays(90)).minusSeconds(1);
    private static final Instant DECIDED = BEGIN.plus(Duration.ofDays(10));

    private static SuggestedWindow of(Decided... decided) {
        return SuggestedWindow.of(BEGIN, END, null, List.of(decided));
    }

    private static SuggestedWindow days(int from, int to) {
        return new SuggestedWindow(
                BEGIN.plus(Duration.ofDays(from)), BEGIN.plus(Duration.ofDays(to)));
    }

    @Test
    void usuallyItIsReplacedBetweenTwoThirdsAndFiveSixthsOfItsLife() {
        assertThat(of()).isEqualTo(days(60, 75));
    }

    @Test
    void onceAListWithItIsDecidedItIsReplacedUntilTheDeadlineOrWithinADay() {
        assertThat(of(new Decided(DECIDED, BEGIN.plus(Duration.ofDays(20)))))
                .isEqualTo(days(10, 20));
        assertThat(of(new Decided(DECIDED, null))).isEqualTo(days(10, 11));
    }

    @Test
    void ofSeveralDecisionsTheEarliestTimesCountAndALateDeadlineDelaysNothing() {
        var reissued = new Decided(DECIDED, BEGIN.plus(Duration.ofDays(40)));
        var revoked = new Decided(BEGIN.plus(Duration.ofDays(15)), null);
        assertThat(of(reissued, revoked)).isEqualTo(days(10, 16));
        assertThat(of(revoked, reissued)).isEqualTo(days(10, 16));
        assertThat(of(new Decided(BEGIN.plus(Duration.ofDays(70)), END))).isEqualTo(days(60, 75));
    }

    @Test
    void aDecisionTooLateForItsWindowMeansAtOnce() {
        var late = BEGIN.plus(Duration.ofDays(30));
        assertThat(of(new Decided(late, late)))
                .isEqualTo(new SuggestedWindow(late, late.plusSeconds(1)));
    }

    @Test
    void ofARevokedOneTheTimeHasPassed() {
        assertThat(SuggestedWindow.of(BEGIN, END, DECIDED, List.of()).end()).isEqualTo(DECIDED);
    }
}
