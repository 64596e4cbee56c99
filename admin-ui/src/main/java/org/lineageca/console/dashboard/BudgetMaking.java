package org.lineageca.console.dashboard;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.forecast.CrlForecast;
import org.lineageca.console.dashboard.DashboardPage.BudgetPart;
import org.lineageca.console.dashboard.DashboardPage.BudgetRow;
import org.lineageca.console.dashboard.Facts.Role;
import org.lineageca.console.freshness.ScopeWords;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Instants;

/** How old and large CRLs are, and how long their budgets last. */
final class BudgetMaking {

    private static final int SHOWN = 4;
    private static final int POINTS = 40;
    private static final double NEARLY = 0.8;

    /** A budget far above would press the curve to the ground. */
    private static final long FAR_ABOVE = 4;

    private BudgetMaking() {}

    static BudgetPart part(Facts facts) {
        var rows =
                facts.authorities().roles().stream()
                        .flatMap(role -> row(facts, role).stream())
                        .sorted(
                                Comparator.comparingDouble(BudgetMaking::fullness)
                                        .reversed()
                                        .thenComparing(BudgetRow::role))
                        .toList();
        return new BudgetPart(
                rows.stream().limit(SHOWN).toList(), Math.max(0, rows.size() - SHOWN));
    }

    private static double fullness(BudgetRow row) {
        var share = row.share();
        return share == null ? 0 : share;
    }

    private static Optional<BudgetRow> row(Facts facts, Role role) {
        var latest = LifeRules.complete(facts, role);
        var issuing = role.issuing();
        if (latest == null || issuing == null) {
            return Optional.empty();
        }
        var budget = role.settings().budget();
        var share = budget.isSet() ? (Double) LifeRules.share(latest, budget) : null;
        var age = Duration.between(latest.thisUpdate(), facts.at());
        var curve = curve(role.forecast());
        return Optional.of(
                new BudgetRow(
                        role.settings().role(),
                        Instants.show(age.isNegative() ? Duration.ZERO : age),
                        DashboardWords.entries(latest.entries()),
                        ScopeWords.size(latest.octets()),
                        share,
                        budget.isSet() ? budget.inWords() : DashboardWords.noBudget(),
                        forecast(role, share),
                        tone(share),
                        curve.points(),
                        curve.limit(),
                        new Next.ToCrl(issuing.label(), CrlScope.COMPLETE)));
    }

    private static Badge.Tone tone(@Nullable Double share) {
        return share == null || share < NEARLY
                ? Badge.Tone.GOOD
                : share > 1 ? Badge.Tone.BAD : Badge.Tone.WARNING;
    }

    private static String forecast(Role role, @Nullable Double share) {
        if (share != null && share > 1) {
            return DashboardWords.overBudget();
        }
        var forecast = role.forecast();
        return forecast == null
                ? DashboardWords.reckoning()
                : DashboardWords.crossing(forecast.crossing());
    }

    private record Curve(List<Double> points, @Nullable Double limit) {}

    private static Curve curve(@Nullable CrlForecast forecast) {
        if (forecast == null || forecast.points().isEmpty()) {
            return new Curve(List.of(), null);
        }
        var points = forecast.points();
        var highest =
                Math.max(1, points.stream().mapToLong(CrlForecast.Point::expected).max().orElse(1));
        var limit = forecast.limit();
        if (limit.isEmpty() && points.stream().allMatch(point -> point.expected() == 0)) {
            return new Curve(List.of(), null);
        }
        var isNear = limit.isPresent() && limit.getAsLong() <= FAR_ABOVE * highest;
        var top = isNear ? Math.max(highest, limit.getAsLong()) : highest;
        var count = Math.min(POINTS, points.size());
        return new Curve(
                IntStream.range(0, count)
                        .map(i -> count == 1 ? 0 : i * (points.size() - 1) / (count - 1))
                        .mapToObj(i -> (double) points.get(i).expected() / top)
                        .toList(),
                isNear ? (Double) ((double) limit.getAsLong() / top) : null);
    }
}
