package org.lineageca.console.picture;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.language.Texts;

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

    private static final Texts TEXTS = Texts.of(ForecastData.class);

    private static final int MOST_PAST = 30;
    private static final int MOST_AHEAD = 48;

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

    private static List<String> headers() {
        return List.of(
                TEXTS.say("day"),
                TEXTS.say("what"),
                TEXTS.say("at-least"),
                TEXTS.say("entries"),
                TEXTS.say("at-most"),
                TEXTS.say("bytes"));
    }

    DataTable table(String caption) {
        var rows = new ArrayList<List<String>>();
        for (var point : recorded) {
            rows.add(
                    List.of(
                            point.day().toString(),
                            TEXTS.say("recorded"),
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
        return new DataTable(caption, headers(), rows);
    }

    private String what(LocalDate day) {
        if (crossing == null) {
            return TEXTS.say("is-expected");
        }
        var crossed =
                Stream.of(
                                day.equals(crossing.earliest())
                                        ? TEXTS.say("earliest-crossing")
                                        : "",
                                day.equals(crossing.expected())
                                        ? TEXTS.say("expected-crossing")
                                        : "",
                                day.equals(crossing.latest()) ? TEXTS.say("latest-crossing") : "")
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.joining(", "));
        return crossed.isEmpty() ? TEXTS.say("is-expected") : TEXTS.say("crossings", crossed);
    }
}
