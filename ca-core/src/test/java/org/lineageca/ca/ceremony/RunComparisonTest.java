package org.lineageca.ca.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class RunComparisonTest {

    private static SoftwareKeys token;
    private static CeremonyPlan first;
    private static RunState held;
    private static CeremonyPlan later;

    @BeforeAll
    static void playTheCreation() {
        token = new SoftwareKeys(31);
        var script = CeremonyScript.read(Scripts.CREATION);
        first = CeremonyPlan.of(script, Scripts.nothing(script, new Random(31)));
        held = SoftwareRun.real(first, token).state();
        var next = CeremonyScript.read(Scripts.LATER);
        later = CeremonyPlan.of(next, Scripts.after(held, next, new Random(32)));
    }

    private static RunState rehearsed(CeremonyPlan plan) {
        return new SoftwareRun(plan, RunKind.REHEARSAL, new SoftwareKeys(33)).play().state();
    }

    @Test
    void whatWasRehearsedIsSignedButForTheKeys() {
        var comparison = RunComparison.of(rehearsed(first), held);

        assertThat(comparison.isEqual()).isTrue();
        assertThat(comparison.isAlike()).isTrue();
        assertThat(comparison.bodies())
                .extracting(RunComparison.Body::step)
                .containsExactly(4, 6, 7, 8, 9, 10);
        assertThat(comparison.sentence())
                .isEqualTo("6 of 6 to-be-signed bodies are equal but for the keys");
        // Really other keys: nothing but the masks makes them equal.
        assertThat(comparison.bodies().getFirst().likeness())
                .isInstanceOf(RunComparison.Likeness.Equal.class);
        assertThat(held.keys().values())
                .doesNotContainAnyElementsOf(rehearsed(first).keys().values());
    }

    /** The throw-away token has no keys of CAs that exist: its own stand for them. */
    @Test
    void keysOfCasThatExistAreExchangedToo() {
        var real = new SoftwareRun(later, RunKind.REAL, token).play().state();

        assertThat(RunComparison.of(rehearsed(later), real).sentence())
                .isEqualTo("8 of 8 to-be-signed bodies are equal but for the keys");
    }

    @Test
    void stepsThatOneOfThemDidNotComeToAreNamed() {
        var real =
                new SoftwareRun(later, RunKind.REAL, token)
                        .passingOver(8, 9, 10, 12, 13)
                        .play()
                        .state();

        var comparison = RunComparison.of(rehearsed(later), real);

        assertThat(comparison.isEqual()).isFalse();
        assertThat(comparison.isAlike()).isTrue();
        assertThat(comparison.sentence())
                .contains(" of 8 to-be-signed bodies")
                .contains("; step 9 (")
                .contains(") was rehearsed only");
        var aborted =
                new SoftwareRun(first, RunKind.REHEARSAL, new SoftwareKeys(34))
                        .abortingAt(7)
                        .play()
                        .state();
        assertThat(RunComparison.of(aborted, held).sentence())
                .startsWith("2 of 6 to-be-signed bodies")
                .contains("step 7 (Sign CRL 1 of Example Root R1) was not rehearsed");
    }

    /** A token that gives one key for two is not what was rehearsed. */
    @Test
    void otherOctetsAreFoundAndSaidWhere() {
        var script = CeremonyScript.read(Scripts.CREATION.replace("P384", "P256"));
        var plan = CeremonyPlan.of(script, Scripts.nothing(script, new Random(35)));
        var real = SoftwareRun.real(plan, new SoftwareKeys(36).repeating()).state();

        var comparison = RunComparison.of(rehearsed(plan), real);

        assertThat(comparison.isAlike()).isFalse();
        assertThat(comparison.sentence())
                .containsPattern(
                        "step 6 \\(Sign certificate of Example Policy P1\\) differs from octet \\d+ on, (\\d+) octets rehearsed and \\1 signed");
    }

    @Test
    void onlyARehearsalAndARealRunOfOnePlanAreCompared() {
        var rehearsal = rehearsed(first);
        assertThatThrownBy(() -> RunComparison.of(held, rehearsal))
                .isInstanceOf(IllegalArgumentException.class);
        var other = new SoftwareRun(later, RunKind.REAL, token).abortingAt(4).play().state();
        assertThatThrownBy(() -> RunComparison.of(rehearsal, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(first.digest().toHex())
                .hasMessageContaining(later.digest().toHex());
    }
}
