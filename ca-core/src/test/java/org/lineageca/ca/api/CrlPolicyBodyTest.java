package org.lineageca.ca.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.issuance.RefusedException;

class CrlPolicyBodyTest {

    private static final CrlPolicyBody.Schedule REGULAR =
            new CrlPolicyBody.Schedule("PT12H", "P7D", null);

    @Test
    void whatIsAnsweredCanBePutBack() {
        var policy =
                new CrlPolicy(
                        CrlSchedule.regular(Duration.ofHours(12), Duration.ofDays(7)),
                        new CrlSchedule(
                                Duration.ofHours(1), Duration.ofHours(3), Duration.ofMinutes(1)),
                        8,
                        true,
                        Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(CrlPolicyBody.of(policy).parsed()).isEqualTo(policy);
        assertThat(CrlPolicyBody.of(CrlPolicy.plain(policy.schedule())).parsed())
                .isEqualTo(CrlPolicy.plain(policy.schedule()));
    }

    @Test
    void whatIsLeftOutIsNotThere() {
        assertThat(new CrlPolicyBody(REGULAR, null, null, null, null).parsed())
                .isEqualTo(
                        CrlPolicy.plain(
                                CrlSchedule.regular(Duration.ofHours(12), Duration.ofDays(7))));
    }

    @ParameterizedTest
    @CsvSource({
        "12h, P7D, , not an ISO 8601 duration such as PT12H",
        ", P7D, , schedule.period' is missing",
        "PT12H, , , schedule.lifetime' is missing",
        "P7D, PT12H, , must be longer than its period",
        "PT12H, P7D, PT-5S, after a positive time",
    })
    void refusesASchedulesMemberByItsName(
            @Nullable String period,
            @Nullable String lifetime,
            @Nullable String coalesce,
            String complaint) {
        refused(
                new CrlPolicyBody(
                        new CrlPolicyBody.Schedule(period, lifetime, coalesce),
                        null,
                        null,
                        null,
                        null),
                complaint);
    }

    @Test
    void refusesWhatNoGenerationCanDo() {
        refused(new CrlPolicyBody(null, null, 4, null, null), "'schedule' is missing");
        refused(new CrlPolicyBody(REGULAR, null, 5000, null, null), "from 0 to 1024, not 5000");
        refused(new CrlPolicyBody(REGULAR, REGULAR, null, null, null), "come more often");
        refused(new CrlPolicyBody(REGULAR, null, null, null, "May"), "not a time such as");
    }

    private static void refused(CrlPolicyBody body, String complaint) {
        assertThatThrownBy(body::parsed)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(complaint)
                .hasMessageEndingWith("No policy was set.");
    }
}
