package org.lineageca.ca.crl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrlScheduleTest {

    private static final Instant THIS_UPDATE = Instant.parse("2026-11-21T08:00:00Z");
    private static final CrlSchedule DAILY =
            CrlSchedule.regular(Duration.ofHours(24), Duration.ofDays(7));

    @Test
    void theNextComesALittleBeforeThePeriodEnds() {
        var renewals = IntStream.range(-5_000, 5_000).mapToObj(salt -> renewal(salt));
        assertThat(renewals)
                .allSatisfy(renewal ->
                        assertThat(renewal)
                                .isBetween(
                                        THIS_UPDATE.plus(
                                                Duration.ofHours(24)
                                                        .multipliedBy(19)
                                                        .dividedBy(20)),
                                        THIS_UPDATE.plus(Duration.ofHours(24))));
    }

    @Test
    void manyDoNotComeTogetherAndEachKeepsItsTime() {
        var instants = IntStream.range(0, 100).mapToObj(salt -> renewal(salt)).distinct();
        assertThat(instants).hasSize(100);
        assertThat(renewal(42)).isEqualTo(renewal(42));
    }

    @Test
    void halfOfTheLifetimeIsTheLatest() {
        var late = CrlSchedule.regular(Duration.ofDays(6), Duration.ofDays(7));
        assertThat(late.renewal(THIS_UPDATE, late.nextUpdate(THIS_UPDATE), 0))
                .isEqualTo(THIS_UPDATE.plus(Duration.ofHours(84)));
    }

    @Test
    void whatAShorterScheduleIssuedIsRenewedByHalfOfItsOwnLifetime() {
        assertThat(DAILY.renewal(THIS_UPDATE, THIS_UPDATE.plus(Duration.ofHours(6)), 0))
                .isEqualTo(THIS_UPDATE.plus(Duration.ofHours(3)));
    }

    @Test
    void whatALongerScheduleIssuedIsRenewedByThePeriodOfThisOne() {
        assertThat(DAILY.renewal(THIS_UPDATE, THIS_UPDATE.plus(Duration.ofDays(90)), 0))
                .isEqualTo(THIS_UPDATE.plus(Duration.ofHours(24)));
    }

    @Test
    void aRevocationIsToldInItsTimeOnlyWhereThePolicySaysSo() {
        assertThat(DAILY.telling(THIS_UPDATE)).isEqualTo(Instant.MAX);
        var prompt =
                new CrlSchedule(Duration.ofHours(24), Duration.ofDays(7), Duration.ofSeconds(30));
        assertThat(prompt.telling(null)).isEqualTo(Instant.MAX);
        assertThat(prompt.telling(THIS_UPDATE)).isEqualTo(THIS_UPDATE.plusSeconds(30));
    }

    private static Instant renewal(int salt) {
        return DAILY.renewal(THIS_UPDATE, DAILY.nextUpdate(THIS_UPDATE), salt);
    }
}
