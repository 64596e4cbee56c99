package org.lineageca.console.picture;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.language.Texts;

/** Entries on a CRL: what they were, and between which curves they will be. */
public final class ForecastChart {

    private static final Texts TEXTS = Texts.of(ForecastChart.class);

    private static final int WIDTH = 1100;
    private static final int HEIGHT = 340;
    private static final int LEFT = 80;
    private static final int RIGHT = WIDTH - 24;
    private static final int TOP = 62;
    private static final int BOTTOM = HEIGHT - 34;

    private final ForecastData data;
    private final TimeScale scale;
    private final long top;
    private final SvgWriter svg;

    private ForecastChart(String id, String title, ForecastData data) {
        this.data = data;
        this.scale = scale(data);
        this.top = roundUp(highest(data));
        this.svg = new SvgWriter(id, WIDTH, HEIGHT, title, TEXTS.say("entries-on-the-crl-by"));
    }

    /**
     * Draws. Where there are more days than a picture can show, every so many are taken, for the
     * table as well; the days of a crossing stay.
     *
     * @param id unique on the page
     */
    public static Picture draw(String id, String title, ForecastData all) {
        var data = all.thinned();
        return new Picture(new ForecastChart(id, title, data).svg(), data.table(title));
    }

    private static TimeScale scale(ForecastData data) {
        var today = data.forecast().getFirst().day();
        var first = data.recorded().isEmpty() ? today : data.recorded().getFirst().day();
        return new TimeScale(
                start(first), start(data.forecast().getLast().day().plusDays(1)), LEFT, RIGHT);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static long highest(ForecastData data) {
        var entries =
                LongStream.concat(
                                data.recorded().stream().mapToLong(ForecastData.Recorded::entries),
                                data.forecast().stream().mapToLong(ForecastData.Expected::early))
                        .max()
                        .orElse(0);
        return highest(entries, data.limit());
    }

    /** The budget counts as long as it does not press everything else to the ground. */
    static long highest(long value, @Nullable Long limit) {
        return limit == null || limit > 4 * Math.max(value, 1) ? value : Math.max(value, limit);
    }

    /** To 4, 8, 12, 20, 32, 40, 80 and so on, which have four equal parts. */
    static long roundUp(long highest) {
        for (var power = 1L; ; power *= 10) {
            for (var step : new long[] {4, 8, 12, 20, 32}) {
                if (step * power > highest) {
                    return step * power;
                }
            }
        }
    }

    private double y(long entries) {
        return BOTTOM - (double) (BOTTOM - TOP) * entries / top;
    }

    private String svg() {
        axes();
        band();
        recorded();
        forecast();
        limit();
        marks();
        var today = scale.x(data.forecast().getFirst().day());
        svg.empty("line", "class", "today", "x1", today, "x2", today, "y1", TOP, "y2", BOTTOM);
        svg.label(today, BOTTOM + 30, "today-label", TEXTS.say("today"));
        return svg.end();
    }

    private void axes() {
        for (var part = 0; part <= 4; part++) {
            var entries = top * part / 4;
            var y = y(entries);
            svg.empty("line", "class", "grid", "x1", LEFT, "x2", RIGHT, "y1", y, "y2", y);
            svg.label(LEFT - 8, y + 4, "value", Long.toString(entries));
        }
        for (var tick : scale.ticks()) {
            svg.label(scale.x(tick.at()), BOTTOM + 16, "tick", tick.label());
        }
        svg.label(0, TOP - 14, "note", TEXTS.say("unit-entries"));
    }

    private void band() {
        var edge = new ArrayList<String>();
        data.forecast().forEach(point -> edge.add(at(point.day(), point.early())));
        data.forecast().reversed().forEach(point -> edge.add(at(point.day(), point.late())));
        svg.empty("polygon", "class", "range", "points", String.join(" ", edge));
    }

    private void recorded() {
        svg.empty(
                "polyline",
                "class",
                "recorded",
                "points",
                points(
                        data.recorded(),
                        ForecastData.Recorded::day,
                        ForecastData.Recorded::entries));
        for (var point : data.recorded()) {
            svg.titled(
                    TEXTS.say("entries-bytes", point.day(), point.entries(), point.bytes()),
                    "circle",
                    "class",
                    "recorded-point",
                    "cx",
                    scale.x(point.day()),
                    "cy",
                    y(point.entries()),
                    "r",
                    2.5,
                    "data-day",
                    point.day(),
                    "data-entries",
                    point.entries());
        }
    }

    private void forecast() {
        svg.empty(
                "polyline",
                "class",
                "expected",
                "points",
                points(
                        data.forecast(),
                        ForecastData.Expected::day,
                        ForecastData.Expected::expected));
        for (var point : data.forecast()) {
            svg.titled(
                    TEXTS.say(
                            "entries-expected-between-and",
                            point.day(),
                            point.expected(),
                            point.late(),
                            point.early()),
                    "circle",
                    "class",
                    "expected-point",
                    "cx",
                    scale.x(point.day()),
                    "cy",
                    y(point.expected()),
                    "r",
                    2.5,
                    "data-day",
                    point.day(),
                    "data-late",
                    point.late(),
                    "data-expected",
                    point.expected(),
                    "data-early",
                    point.early());
        }
    }

    private void limit() {
        var limit = data.limit();
        if (limit == null) {
            return;
        }
        if (limit > top) {
            svg.label(RIGHT, TOP - 14, "limit-label", TEXTS.say("budget-far-above", limit));
            return;
        }
        var y = y(limit);
        svg.titled(
                TEXTS.say("budget-entries", limit),
                "line",
                "class",
                "limit",
                "x1",
                LEFT,
                "x2",
                RIGHT,
                "y1",
                y,
                "y2",
                y,
                "data-entries",
                limit);
        svg.label(RIGHT, y - 6, "limit-label", TEXTS.say("budget", limit));
    }

    private void marks() {
        var crossing = data.crossing();
        if (crossing != null) {
            mark("earliest", TEXTS.say("earliest-crossing"), crossing.earliest(), TOP - 46);
            mark("expected", TEXTS.say("expected-crossing"), crossing.expected(), TOP - 30);
            mark("latest", TEXTS.say("latest-crossing"), crossing.latest(), TOP - 14);
        }
    }

    private void mark(String style, String which, @Nullable LocalDate day, int y) {
        if (day == null) {
            return;
        }
        var x = scale.x(day);
        var toTheLeft = x > (LEFT + RIGHT) / 2.0;
        svg.titled(
                TEXTS.say("crossing", which, day),
                "line",
                "class",
                "crossing " + style,
                "x1",
                x,
                "x2",
                x,
                "y1",
                y,
                "y2",
                BOTTOM,
                "data-day",
                day);
        svg.label(
                toTheLeft ? x - 5 : x + 5,
                y + 9,
                toTheLeft ? "crossing-label before" : "crossing-label",
                TEXTS.say("crossing", which, day));
    }

    private <T> String points(List<T> list, Function<T, LocalDate> day, ToLongFunction<T> entries) {
        return list.stream()
                .map(point -> at(day.apply(point), entries.applyAsLong(point)))
                .collect(Collectors.joining(" "));
    }

    private String at(LocalDate day, long entries) {
        return SvgWriter.value(scale.x(day)) + "," + SvgWriter.value(y(entries));
    }
}
