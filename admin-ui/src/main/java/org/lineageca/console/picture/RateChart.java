package org.lineageca.console.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.lineageca.console.language.Texts;

/** What a responder was asked and what it signed, a second, as time went by. */
public final class RateChart {
    private static final Texts TEXTS = Texts.of(RateChart.class);

    private static final int WIDTH = 1100;
    private static final int HEIGHT = 240;
    private static final int LEFT = 100;
    private static final int RIGHT = WIDTH - 24;
    private static final int TOP = 40;
    private static final int BOTTOM = HEIGHT - 26;

    /**
     * The minute before an instant.
     *
     * @param requests a second
     * @param signatures a second
     * @param errors requests in all that got no answer about a certificate
     */
    public record Point(Instant at, double requests, double signatures, long errors) {}

    /**
     * What is drawn.
     *
     * @param spacing from one point to the next; where twice as much is missing, nothing was seen
     * @param points two at least, ascending
     */
    public record Data(Duration spacing, List<Point> points) {
        public Data {
            points = List.copyOf(points);
            if (points.size() < 2) {
                throw new IllegalArgumentException("rates go from one point to another");
            }
        }
    }

    private final Data data;
    private final TimeScale scale;
    private final long top;
    private final SvgWriter svg;

    private RateChart(String id, String title, Data data) {
        this.data = data;
        this.scale =
                new TimeScale(
                        data.points().getFirst().at(), data.points().getLast().at(), LEFT, RIGHT);
        this.top =
                ForecastChart.roundUp(
                        (long)
                                data.points().stream()
                                        .mapToDouble(point ->
                                                Math.max(point.requests(), point.signatures()))
                                        .max()
                                        .orElse(0));
        this.svg = new SvgWriter(id, WIDTH, HEIGHT, title, TEXTS.say("requests-and-signatures"));
    }

    /**
     * Draws.
     *
     * @param id unique on the page
     */
    public static Picture draw(String id, String title, Data data) {
        return new Picture(new RateChart(id, title, data).svg(), table(title, data));
    }

    private static DataTable table(String title, Data data) {
        return new DataTable(
                title,
                List.of(
                        TEXTS.say("the-minute-before"),
                        TEXTS.say("requests-a-second"),
                        TEXTS.say("signatures-a-second"),
                        TEXTS.say("errors")),
                data.points().stream()
                        .map(point ->
                                List.of(
                                        Dates.show(point.at()),
                                        rate(point.requests()),
                                        rate(point.signatures()),
                                        Numbers.show(point.errors())))
                        .toList());
    }

    private static String rate(double value) {
        return Numbers.show(value, 1);
    }

    private double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * value / top;
    }

    private String svg() {
        for (var part = 0; part <= 4; part++) {
            var y = y(top * part / 4.0);
            svg.empty("line", "class", "grid", "x1", LEFT, "x2", RIGHT, "y1", y, "y2", y);
            svg.label(LEFT - 8, y + 4, "value", Numbers.show(top * part / 4));
        }
        for (var tick : scale.ticks()) {
            svg.label(scale.x(tick.at()), BOTTOM + 16, "tick", tick.label());
        }
        legend();
        for (var stretch : stretches()) {
            line("requests-line", stretch, Point::requests);
            line("signatures-line", stretch, Point::signatures);
        }
        data.points().forEach(this::point);
        return svg.end();
    }

    private void legend() {
        svg.label(0, TOP - 24, "note", TEXTS.say("a-second"));
        svg.empty(
                "line", "class", "requests-line", "x1", LEFT, "x2", LEFT + 28, "y1", 16, "y2", 16);
        svg.label(LEFT + 34, 20, "note", TEXTS.say("legend-requests"));
        svg.empty(
                "line",
                "class",
                "signatures-line",
                "x1",
                LEFT + 110,
                "x2",
                LEFT + 138,
                "y1",
                16,
                "y2",
                16);
        svg.label(LEFT + 144, 20, "note", TEXTS.say("legend-signatures"));
        svg.empty("rect", "class", "error-mark", "x", LEFT + 226, "y", 11, "width", 9, "height", 9);
        svg.label(LEFT + 242, 20, "note", TEXTS.say("errors-in-that-minute"));
    }

    /** Nothing is drawn over a time in which nothing was seen. */
    private List<List<Point>> stretches() {
        var longest = data.spacing().multipliedBy(2);
        var stretches = new ArrayList<List<Point>>();
        Instant before = null;
        for (var point : data.points()) {
            if (before == null || Duration.between(before, point.at()).compareTo(longest) > 0) {
                stretches.add(new ArrayList<>());
            }
            stretches.getLast().add(point);
            before = point.at();
        }
        return stretches;
    }

    private void line(String style, List<Point> points, ToDoubleFunction<Point> value) {
        svg.empty(
                "polyline",
                "class",
                style,
                "points",
                points.stream()
                        .map(point ->
                                SvgWriter.value(scale.x(point.at()))
                                        + ","
                                        + SvgWriter.value(y(value.applyAsDouble(point))))
                        .collect(Collectors.joining(" ")));
    }

    private void point(Point point) {
        svg.titled(
                TEXTS.say(
                        "requests-signatures-errors",
                        Dates.show(point.at()),
                        rate(point.requests()),
                        rate(point.signatures()),
                        Numbers.show(point.errors())),
                "circle",
                "class",
                "rate-point",
                "cx",
                scale.x(point.at()),
                "cy",
                y(point.requests()),
                "r",
                2.5,
                "data-at",
                Dates.show(point.at()),
                "data-requests",
                rate(point.requests()),
                "data-signatures",
                rate(point.signatures()),
                "data-errors",
                point.errors());
        if (point.errors() > 0) {
            svg.empty(
                    "rect",
                    "class",
                    "error-mark",
                    "x",
                    scale.x(point.at()) - 4.5,
                    "y",
                    BOTTOM - 9,
                    "width",
                    9,
                    "height",
                    9);
        }
    }
}
