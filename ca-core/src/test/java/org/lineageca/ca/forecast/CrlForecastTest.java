package org.lineageca.ca.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrlForecastTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final LocalDate END = TODAY.plusYears(5);

    /** Ninety days, four revocations in each, of certificates with 60 days left. */
    private static RevocationHistory steady(Map<LocalDate, Long> entries) {
        var days = new ArrayList<RevocationHistory.Day>();
        for (var ago = 90; ago >= 1; ago--) {
            days.add(new RevocationHistory.Day(TODAY.minusDays(ago), 4, 4));
        }
        return new RevocationHistory(
                TODAY,
                TODAY.minusDays(90),
                days,
                new TreeMap<>(Map.of(60, 360L)),
                new TreeMap<>(entries),
                List.of(
                        new PublishedCrl(TODAY.minusDays(90), 0, 400),
                        new PublishedCrl(TODAY, 100, 400 + 100 * 37)));
    }

    private static CrlForecast forecast(
            RevocationHistory history, CrlBudget budget, ExpiredEntries expired) {
        return CrlForecast.of(history, 1, budget, expired, 90, END);
    }

    private static CrlForecast.Point on(CrlForecast forecast, long ahead) {
        return forecast.points().stream()
                .filter(point -> point.day().equals(TODAY.plusDays(ahead)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aShardGrowsByItsShareOfTheRate() {
        var forecast =
                CrlForecast.of(
                        steady(Map.of(TODAY.plusDays(10), 12L)),
                        8,
                        CrlBudget.NONE,
                        ExpiredEntries.STAY,
                        90,
                        END);
        assertThat(on(forecast, 0).expected()).isEqualTo(12);
        assertThat(on(forecast, 100).expected()).isEqualTo(12 + 100 * 4 / 8);
        assertThat(forecast.inWords().getFirst())
                .startsWith("360 revocations in 90 days, spread over 8 shards: 0.50 a day");
    }

    @Test
    void beginsWithWhatIsThereAndGrowsByTheRate() {
        var forecast =
                forecast(
                        steady(Map.of(TODAY.plusDays(10), 100L)),
                        CrlBudget.NONE,
                        ExpiredEntries.STAY);
        assertThat(on(forecast, 0)).isEqualTo(new CrlForecast.Point(TODAY, 100, 100, 100));
        assertThat(on(forecast, 100).expected()).isEqualTo(500);
        assertThat(on(forecast, 1000).expected()).isEqualTo(4_100);
        assertThat(forecast.points()).hasSize(5 * 365 + 2);
        assertThat(forecast.points().getLast().day()).isEqualTo(END);
        assertThat(forecast.crossing()).isNull();
    }

    @Test
    void entriesLeaveWhenTheirCertificatesHaveExpired() {
        var forecast =
                forecast(
                        steady(Map.of(TODAY.minusDays(1), 7L, TODAY.plusDays(10), 100L)),
                        CrlBudget.NONE,
                        ExpiredEntries.LEAVE);
        assertThat(on(forecast, 0).expected()).isEqualTo(100);
        assertThat(on(forecast, 10).expected()).isEqualTo(100 + 40);
        assertThat(on(forecast, 11).expected()).isEqualTo(44);
        // Whoever is revoked with 60 days left is there on 61: then as many leave as come.
        assertThat(on(forecast, 61).expected()).isEqualTo(244);
        assertThat(on(forecast, 1_000).expected()).isEqualTo(244);
    }

    @Test
    void theBudgetIsCrossedOnTheFirstDayAboveIt() {
        var forecast =
                forecast(
                        steady(Map.of(TODAY.plusDays(10), 100L)),
                        new CrlBudget(499L, null),
                        ExpiredEntries.STAY);
        var crossing = java.util.Objects.requireNonNull(forecast.crossing());
        assertThat(crossing.expected()).isEqualTo(TODAY.plusDays(100));
        assertThat(crossing.earliest()).isBetween(TODAY.plusDays(80), TODAY.plusDays(99));
        assertThat(crossing.latest()).isBetween(TODAY.plusDays(101), TODAY.plusDays(120));
        assertThat(crossing.inWords())
                .isEqualTo(
                        "The budget is expected to be crossed on 2027-03-01, at the earliest on %s, at the latest on %s.",
                        crossing.earliest(), crossing.latest());
    }

    @Test
    void aBudgetOfBytesIsTurnedIntoEntriesBySizesThatWereMeasured() {
        var forecast =
                forecast(
                        steady(Map.of(TODAY.plusDays(10), 100L)),
                        new CrlBudget(1_000L, 400L + 37 * 499),
                        ExpiredEntries.STAY);
        assertThat(forecast.size()).isEqualTo(new CrlSize(400, 37, true));
        assertThat(forecast.limit()).hasValue(499);
        assertThat(java.util.Objects.requireNonNull(forecast.crossing()).expected())
                .isEqualTo(TODAY.plusDays(100));
    }

    @Test
    void aBudgetThatIsNeverReachedIsNeverCrossed() {
        var forecast =
                forecast(
                        steady(Map.of(TODAY.plusDays(10), 100L)),
                        new CrlBudget(1_000L, null),
                        ExpiredEntries.LEAVE);
        assertThat(forecast.crossing()).isEqualTo(new Crossing(null, null, null));
        assertThat(forecast.inWords().getLast()).contains("until the generation ends");
    }

    @Test
    void aBudgetThatIsAlreadyOverIsCrossedToday() {
        var forecast =
                forecast(
                        steady(Map.of(TODAY.plusDays(10), 100L)),
                        new CrlBudget(99L, null),
                        ExpiredEntries.STAY);
        assertThat(forecast.crossing()).isEqualTo(new Crossing(TODAY, TODAY, TODAY));
    }

    @ParameterizedTest
    @EnumSource(ExpiredEntries.class)
    void withoutHistoryTheRangeIsWideAndSaysSo(ExpiredEntries expired) {
        var nothing =
                new RevocationHistory(
                        TODAY,
                        TODAY.minusDays(10),
                        List.of(),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        List.of());
        var forecast = forecast(nothing, new CrlBudget(20L, null), expired);
        assertThat(forecast.rate().isTooLittleHistory()).isTrue();
        assertThat(forecast.inWords().getFirst()).startsWith("Too little history: 0 revocations");
        // With 95 % confidence fewer than 3.00 in ten days.
        assertThat(on(forecast, 80)).isEqualTo(new CrlForecast.Point(TODAY.plusDays(80), 0, 0, 24));
        var crossing = java.util.Objects.requireNonNull(forecast.crossing());
        assertThat(crossing.earliest()).isEqualTo(TODAY.plusDays(69));
        assertThat(crossing.expected()).isNull();
    }

    /**
     * Histories are drawn at a known rate; what the CRL then really holds must lie between the late
     * and the early curve about as often as promised.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 20261121})
    void theTruthLiesWithinTheRange(long seed) {
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var within = 0;
        for (var run = 0; run < 400; run++) {
            var days = new ArrayList<RevocationHistory.Day>();
            var total = 0L;
            for (var ago = 90; ago >= 1; ago--) {
                var count = poisson(random, 1.5);
                total += count;
                days.add(new RevocationHistory.Day(TODAY.minusDays(ago), count, count));
            }
            var history =
                    new RevocationHistory(
                            TODAY,
                            TODAY.minusDays(90),
                            days,
                            new TreeMap<>(Map.of(45, total)),
                            new TreeMap<>(),
                            List.of());
            var point = on(forecast(history, CrlBudget.NONE, ExpiredEntries.STAY), 1_000);
            within += point.late() <= 1_500 && 1_500 <= point.early() ? 1 : 0;
        }
        assertThat(within).isBetween(344, 395);
    }

    private static int poisson(Random random, double mean) {
        var limit = Math.exp(-mean);
        var count = 0;
        for (var product = random.nextDouble(); product > limit; count++) {
            product *= random.nextDouble();
        }
        return count;
    }
}
