package org.lineageca.ca.api;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.forecast.CrlForecast;
import org.lineageca.ca.forecast.CrlSize;
import org.lineageca.ca.forecast.PublishedCrl;
import org.lineageca.ca.forecast.RevocationHistory;
import org.lineageca.ca.forecast.RevocationRate;

/**
 * A forecast as the interface shows it. Days are dates in UTC.
 *
 * @param words rate, budget and crossing in sentences
 * @param crossing null where no budget is set
 * @param entries on the CRL now, by the day their certificates expire
 * @param points one a day, until the generation ends
 */
@Serdeable
record ForecastView(
        List<String> words,
        LineageView.BudgetView budget,
        @Nullable CrossingView crossing,
        RateView rate,
        double bytesPerEntry,
        boolean bytesMeasured,
        long certificatesOut,
        List<RevokedView> revoked,
        List<CrlSizeView> crls,
        List<ExpiringView> entries,
        List<PointView> points) {

    /** A day is null where the budget lasts until the generation ends. */
    @Serdeable
    record CrossingView(
            @Nullable String earliest, @Nullable String expected, @Nullable String latest) {}

    /** Per day, with the ends of the 90 % interval. */
    @Serdeable
    record RateView(
            long revocations,
            long days,
            double perDay,
            double slowest,
            double fastest,
            boolean tooLittleHistory) {
        static RateView of(RevocationRate rate) {
            return new RateView(
                    rate.revocations(),
                    rate.days(),
                    rate.perDay(),
                    rate.slowest(),
                    rate.fastest(),
                    rate.isTooLittleHistory());
        }
    }

    /** A day's revocations, in the lineage and in its enabled generation. */
    @Serdeable
    record RevokedView(String day, long lineage, long generation) {
        static RevokedView of(RevocationHistory.Day day) {
            return new RevokedView(day.day().toString(), day.lineage(), day.generation());
        }
    }

    /** The last CRL of a day. */
    @Serdeable
    record CrlSizeView(String day, long entries, long bytes) {
        static CrlSizeView of(PublishedCrl crl) {
            return new CrlSizeView(crl.day().toString(), crl.entries(), crl.bytes());
        }
    }

    /** How many certificates on the CRL expire on a day. */
    @Serdeable
    record ExpiringView(String expiry, long count) {}

    /** Entries and bytes of the CRL on a day to come, at the slowest, expected and fastest rate. */
    @Serdeable
    record PointView(
            String day,
            long late,
            long expected,
            long early,
            long lateBytes,
            long expectedBytes,
            long earlyBytes) {
        static PointView of(CrlForecast.Point point, CrlSize size) {
            return new PointView(
                    point.day().toString(),
                    point.late(),
                    point.expected(),
                    point.early(),
                    size.bytes(point.late()),
                    size.bytes(point.expected()),
                    size.bytes(point.early()));
        }
    }

    static ForecastView of(CrlForecast forecast, long certificatesOut) {
        var history = forecast.history();
        return new ForecastView(
                forecast.inWords(),
                LineageView.BudgetView.of(forecast.budget()),
                crossing(forecast),
                RateView.of(forecast.rate()),
                forecast.size().perEntry(),
                forecast.size().measured(),
                certificatesOut,
                history.days().stream().map(RevokedView::of).toList(),
                history.crls().stream().map(CrlSizeView::of).toList(),
                history.entries().entrySet().stream()
                        .map(entry -> new ExpiringView(entry.getKey().toString(), entry.getValue()))
                        .toList(),
                forecast.points().stream()
                        .map(point -> PointView.of(point, forecast.size()))
                        .toList());
    }

    private static @Nullable CrossingView crossing(CrlForecast forecast) {
        var crossing = forecast.crossing();
        return crossing == null
                ? null
                : new CrossingView(
                        text(crossing.earliest()),
                        text(crossing.expected()),
                        text(crossing.latest()));
    }

    private static @Nullable String text(java.time.@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
