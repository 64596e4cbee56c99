package org.lineageca.ca.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.ca.forecast.TestGenerations.BEGIN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.authority.Generation;

class ObligationsTest {

    private static final Instant LAST = Instant.parse("2027-02-19T07:59:59Z");
    private static final Generation.Enabled ENABLED =
            TestGenerations.enabled(1, BEGIN.plus(Duration.ofDays(1825)));
    private static final Generation.Disabled DISABLED = ENABLED.disabled(BEGIN);

    private static Obligations obligations(Generation generation, boolean finalCrl) {
        return new Obligations(
                generation,
                2,
                LAST,
                List.of(
                        new Obligations.NewestCrl(
                                "complete", 7, BEGIN, BEGIN.plusSeconds(1), 0, finalCrl)),
                List.of());
    }

    @Test
    void aCertificateIsOwedForThroughTheSecondOfItsNotAfter() {
        var disabled = obligations(DISABLED, false);
        assertThat(disabled.owesNothing(LAST)).isFalse();
        assertThat(disabled.owesNothing(LAST.plusMillis(999))).isFalse();
        assertThat(disabled.owesNothing(LAST.plusSeconds(1))).isTrue();
        assertThat(disabled.owesCrls(LAST)).isTrue();
        assertThat(disabled.owesCrls(LAST.plusSeconds(1))).isFalse();
        assertThat(disabled.earliestDestruction(BEGIN)).hasValue(LAST.plusSeconds(1));
    }

    @Test
    void whatHindersRetirementIsSaid() {
        assertThat(obligations(ENABLED, false).hindersRetirement(BEGIN))
                .extracting(Hindrance::sentence)
                .containsExactly(
                        "It issues: cut over to another generation first.",
                        "It answers for 2 certificates that have not expired, the last on 2027-02-19T07:59:59Z.");
        assertThat(obligations(DISABLED, false).hindersRetirement(LAST.plusSeconds(1))).isEmpty();
    }

    @Test
    void theKeyOfARetiredGenerationMayGoOnceTheFinalCrlIsOut() {
        var after = LAST.plusSeconds(1);
        var retired = DISABLED.retired(after);
        assertThat(obligations(DISABLED, false).hindersDestruction(after))
                .extracting(Hindrance::sentence)
                .containsExactly("It is Disabled: it must be retired first.");
        // Its final CRL is issued with the destruction.
        assertThat(obligations(ENABLED.revoked(BEGIN), false).hindersDestruction(after)).isEmpty();
        assertThat(obligations(retired, false).hindersDestruction(after))
                .containsExactly(Hindrance.Standing.FINAL_CRL_MISSING);
        assertThat(obligations(retired, true).hindersDestruction(after)).isEmpty();
        assertThat(obligations(retired.destroyed(after), true).earliestDestruction(after))
                .isEmpty();
    }

    @Test
    void whatNeverIssuedOwesNothing() {
        var obligations = new Obligations(DISABLED, 0, null, List.of(), List.of());
        assertThat(obligations.owesNothing(BEGIN)).isTrue();
        assertThat(obligations.hindersRetirement(BEGIN)).isEmpty();
        assertThat(obligations.finalCrlIsOut()).isFalse();
    }
}
