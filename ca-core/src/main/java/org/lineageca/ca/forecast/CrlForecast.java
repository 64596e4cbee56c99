package org.lineageca.ca.forecast;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How large the complete CRL of a lineage's enabled generation becomes, or one of its shards.
 *
 * <p>On a day there are the entries of today that have not left by then, and those added since: the
 * rate times the number of days of which the entries are still there, by the residual life seen at
 * revocation. Revocations are taken as a Poisson process at the whole lineage's rate; the expected
 * curve uses the rate observed, the early and the late one the ends of its exact 90 % interval
 * ({@link PoissonInterval}). What changes the rate itself, such as a mass revocation, is not
 * foreseen.
 *
 * @param points one a day, from today to the day the generation ends
 * @param crossing null where no budget is set
 */
public record CrlForecast(
        RevocationHistory history,
        RevocationRate rate,
        CrlSize size,
        CrlBudget budget,
        List<Point> points,
        @Nullable Crossing crossing) {

    /**
     * Entries on the CRL of a day.
     *
     * @param late at the slowest rate within the range
     * @param early at the fastest
     */
    public record Point(LocalDate day, long late, long expected, long early) {}

    public CrlForecast {
        points = List.copyOf(points);
    }

    /**
     * Forecasts.
     *
     * @param shards over how many new certificates are spread; 1 for the complete CRL
     * @param until the generation's last day; today if that is over
     * @param longestLife in days, of the longest certificate the lineage issues: what is assumed of
     *     new entries, for the early curve, while there is too little history
     */
    public static CrlForecast of(
            RevocationHistory history,
            int shards,
            CrlBudget budget,
            ExpiredEntries expired,
            int longestLife,
            LocalDate until) {
        var rate = history.rate().spreadOver(shards);
        var observed = residualLife(history, expired, longestLife);
        var longest =
                rate.isTooLittleHistory() && expired == ExpiredEntries.LEAVE
                        ? ResidualLife.of(longestLife)
                        : observed;
        var days = Math.max(0, history.today().until(until, ChronoUnit.DAYS));
        var points = new ArrayList<Point>();
        for (var ahead = 0L; ahead <= days; ahead++) {
            var day = history.today().plusDays(ahead);
            var remaining = history.remaining(day, expired);
            var late = remaining + Math.round(rate.slowest() * observed.present(ahead));
            var expectedEntries = remaining + Math.round(rate.perDay() * observed.present(ahead));
            var early = remaining + Math.round(rate.fastest() * longest.present(ahead));
            points.add(new Point(day, late, expectedEntries, Math.max(early, expectedEntries)));
        }
        var size = CrlSize.of(history.crls());
        var limit = limit(budget, size);
        return new CrlForecast(
                history,
                rate,
                size,
                budget,
                points,
                limit.isEmpty() ? null : crossing(points, limit.getAsLong()));
    }

    private static ResidualLife residualLife(
            RevocationHistory history, ExpiredEntries expired, int longestLife) {
        return switch (expired) {
            case STAY -> ResidualLife.endless();
            case LEAVE ->
                    history.residualLife().isEmpty()
                            ? ResidualLife.of(longestLife)
                            : ResidualLife.of(history.residualLife());
        };
    }

    /** The budget in entries: the tighter of its two limits; empty where none is set. */
    public OptionalLong limit() {
        return limit(budget, size);
    }

    private static OptionalLong limit(CrlBudget budget, CrlSize size) {
        var entries = budget.entries();
        var bytes = budget.bytes();
        if (entries == null) {
            return bytes == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(size.entriesWithin(bytes));
        }
        return OptionalLong.of(
                bytes == null ? entries : Math.min(entries, size.entriesWithin(bytes)));
    }

    private static Crossing crossing(List<Point> points, long limit) {
        return new Crossing(
                first(points, Point::early, limit),
                first(points, Point::expected, limit),
                first(points, Point::late, limit));
    }

    private static @Nullable LocalDate first(
            List<Point> points, ToLongFunction<Point> entries, long limit) {
        return points.stream()
                .filter(point -> entries.applyAsLong(point) > limit)
                .map(Point::day)
                .findFirst()
                .orElse(null);
    }

    /** Rate, budget and when it is crossed, in sentences. */
    public List<String> inWords() {
        return List.of(rate.inWords(), crossing == null ? "No budget is set." : crossing.inWords());
    }
}
