package org.lineageca.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BackoffTest {

    private static List<Long> pauses(Backoff backoff, int count) {
        var pauses = new ArrayList<Long>();
        var pause = Duration.ZERO;
        for (var i = 0; i < count; i++) {
            pause = backoff.next(pause, false);
            pauses.add(pause.toMillis());
        }
        return pauses;
    }

    @Test
    void aSignerIsNeverMissedForMoreThanTwoSeconds() {
        assertThat(pauses(Backoff.SIGNER, 6))
                .containsExactly(200L, 400L, 800L, 1600L, 2000L, 2000L);
    }

    @Test
    void othersPauseUpToFifteenSeconds() {
        assertThat(pauses(Backoff.OTHERS, 9)).endsWith(12_800L, 15_000L, 15_000L);
    }

    @Test
    void whatHadBecomeHealthyIsBackAtOnce() {
        assertThat(Backoff.OTHERS.next(Duration.ofSeconds(15), true))
                .isEqualTo(Duration.ofMillis(200));
    }
}
