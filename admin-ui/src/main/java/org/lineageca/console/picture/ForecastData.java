package org.lineageca.console.picture;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a forecast chart is drawn from: entries on a CRL, by day.
 *
 * @param recorded in the past, ascending
 * @param forecast from today on, ascending
 * @param limit the budget in entries; null where none is set
 * @param crossing null where no budget is set
 */
public record ForecastData(
        List<Recorded> recorded,
        List<Expected> forecast,
        @Nullable Long limit,
        @Nullable Crossing crossing) {

    private static final int MOST_PAST = 30;
    private static final int MOST_AHEAD = 48;
    private static final List<String> HEADERS =
            List.of("Day", "What", "At least", "Entries", "At most", "Bytes");

    /** The last CRL of a day. */
    public record Recorded(LocalDate day, long entries, long bytes) {}

    /**
     * A day to come.
     *
     * @param late entries at the slowest rate within the range
     * @param early at the fastest
     * @param bytes of the expected entries
     */
    public record Expected(LocalDate day, long late, long expected, long early, long bytes) {}

    /** When the budget is crossed; null where it lasts. */
    public record Crossing(
            @Nullable LocalDate earliest,
            @Nullable LocalDate expected,
            @Nullable LocalDate latest) {}

    public ForecastData {
        recorded = List.copyOf(recorded);
        forecast = List.copyOf(forecast);
        if (forecast.isEmpty()) {
            throw new IllegalArgumentException("a forecast has a day at least: today");
        }
    }

    /**
     * As many days as a picture can show: every so many, the last one, and those on which the
     * budget is crossed.
     */
    ForecastData thinned() {
        var marked =
                crossing == null
                        ? List.<LocalDate>of()
                        : Stream.of(crossing.earliest(), crossing.expected(), crossing.latest())
                                .filter(Objects::nonNull)
                                .toList();
        return new ForecastData(
                thin(recorded, MOST_PAST, Recorded::day, List.of()),
                thin(forecast, MOST_AHEAD, Expected::day, marked),
                limit,
                crossing);
    }

    private static <T> List<T> thin(
            List<T> all, int most, Function<T, LocalDate> day, List<LocalDate> marked) {
        var step = Math.max(1, Math.ceilDiv(all.size(), most));
        var kept = new ArrayList<T>();
        for (var i = 0; i < all.size(); i++) {
            if (i % step == 0 || i == all.size() - 1 || marked.contains(day.apply(all.get(i)))) {
                kept.add(all.get(i));
            }
        }
        return kept;
    }

    DataTable table(String caption) {
        var rows = new ArrayList<List<String>>();
        for (var point : recorded) {
            rows.add(
                    List.of(
                            point.day().toString(),
                            "recorded",
                            Dates.NONE,
                            Long.toString(point.entries()),
                            Dates.NONE,
                            Long.toString(point.bytes())));
        }
        for (var point : forecast) {
            rows.add(
                    List.of(
                            point.day().toString(),
                            what(point.day()),
                            Long.toString(point.late()),
                            Long.toString(point.expected()),
                            Long.toString(point.early()),
                            Long.toString(point.bytes())));
        }
        return new DataTable(caption, HEADERS, rows);
    }

    private String what(LocalDate day) {
        if (crossing == null) {
            return "expected";
        }
        var crossed =
                Stream.of(
                                day.equals(crossing.earliest()) ? "earliest" : "",
                                day.equals(crossing.expected()) ? "expected" : "",
                                day.equals(crossing.latest()) ? "latest" : "")
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.joining(", "));
        return crossed.isEmpty() ? "expected" : crossed + " crossing";
    }
}
