package org.lineageca.console.picture;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.language.Texts;

/** What a figure was, day by day, and what it should be at most. */
public final class HistoryChart {

    private static final Texts TEXTS = Texts.of(HistoryChart.class);

    private static final int WIDTH = 1100;
    private static final int HEIGHT = 240;
    private static final int LEFT = 100;
    private static final int RIGHT = WIDTH - 24;
    private static final int TOP = 30;
    private static final int BOTTOM = HEIGHT - 26;

    /** The figure at the end of a day, in UTC. */
    public record Point(LocalDate day, long value) {}

    /**
     * What is drawn.
     *
     * @param unit of the values, such as {@code bytes}
     * @param points at least one, ascending
     * @param limit null where none is set
     */
    public record Data(String unit, List<Point> points, @Nullable Long limit) {
        public Data {
            points = List.copyOf(points);
            if (points.isEmpty()) {
                throw new IllegalArgumentException("a history has a day at least");
            }
        }
    }

    private final Data data;
    private final TimeScale scale;
    private final long top;
    private final SvgWriter svg;

    private HistoryChart(String id, String title, Data data) {
        this.data = data;
        this.scale =
                new TimeScale(
                        start(data.points().getFirst().day()),
                        start(data.points().getLast().day().plusDays(1)),
                        LEFT,
                        RIGHT);
        this.top =
                ForecastChart.roundUp(
                        ForecastChart.highest(
                                data.points().stream().mapToLong(Point::value).max().orElse(0),
                                data.limit()));
        this.svg = new SvgWriter(id, WIDTH, HEIGHT, title, TEXTS.say("by-day-as-recorded-the"));
    }

    /**
     * Draws.
     *
     * @param id unique on the page
     */
    public static Picture draw(String id, String title, Data data) {
        return new Picture(new HistoryChart(id, title, data).svg(), table(title, data));
    }

    private static DataTable table(String title, Data data) {
        return new DataTable(
                title,
                List.of(TEXTS.say("day"), data.unit()),
                data.points().stream()
                        .map(point -> List.of(point.day().toString(), Long.toString(point.value())))
                        .toList());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private double y(long value) {
        return BOTTOM - (double) (BOTTOM - TOP) * value / top;
    }

    private String svg() {
        for (var part = 0; part <= 4; part++) {
            var value = top * part / 4;
            var y = y(value);
            svg.empty("line", "class", "grid", "x1", LEFT, "x2", RIGHT, "y1", y, "y2", y);
            svg.label(LEFT - 8, y + 4, "value", Long.toString(value));
        }
        for (var tick : scale.ticks()) {
            svg.label(scale.x(tick.at()), BOTTOM + 16, "tick", tick.label());
        }
        svg.label(0, TOP - 14, "note", data.unit());
        points();
        limit();
        return svg.end();
    }

    private void points() {
        svg.empty(
                "polyline",
                "class",
                "recorded",
                "points",
                data.points().stream()
                        .map(point ->
                                SvgWriter.value(scale.x(point.day()))
                                        + ","
                                        + SvgWriter.value(y(point.value())))
                        .collect(Collectors.joining(" ")));
        for (var point : data.points()) {
            svg.titled(
                    point.day() + ": " + point.value() + " " + data.unit(),
                    "circle",
                    "class",
                    "recorded-point",
                    "cx",
                    scale.x(point.day()),
                    "cy",
                    y(point.value()),
                    "r",
                    3,
                    "data-day",
                    point.day(),
                    "data-value",
                    point.value());
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
        svg.empty("line", "class", "limit", "x1", LEFT, "x2", RIGHT, "y1", y, "y2", y);
        svg.label(RIGHT, y - 6, "limit-label", TEXTS.say("budget", limit));
    }
}
