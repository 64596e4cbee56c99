package org.lineageca.console.picture;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.language.Texts;

/** A curve as large as a line of text, to see where it goes; the page behind it has the numbers. */
public final class SmallCurve {

    private static final Texts TEXTS = Texts.of(SmallCurve.class);

    private static final int WIDTH = 96;
    private static final int HEIGHT = 22;
    private static final int EDGE = 2;

    private SmallCurve() {}

    /**
     * Draws.
     *
     * @param id unique on the page
     * @param values from 0 to 1, evenly spread in time
     * @param limit on the same scale; null for none
     */
    public static String draw(String id, List<Double> values, @Nullable Double limit) {
        var svg =
                new SvgWriter(
                        id,
                        WIDTH,
                        HEIGHT,
                        TEXTS.say("entries-expected-on-the-crl"),
                        TEXTS.say("from-today-until-the-generation"));
        if (limit != null) {
            svg.empty(
                    "line", "class", "limit", "x1", 0, "x2", WIDTH, "y1", y(limit), "y2", y(limit));
        }
        svg.empty("polyline", "class", "expected", "points", points(values));
        return svg.end();
    }

    private static String points(List<Double> values) {
        var step = (double) WIDTH / Math.max(1, values.size() - 1);
        return IntStream.range(0, values.size())
                .mapToObj(i -> SvgWriter.value(i * step) + "," + SvgWriter.value(y(values.get(i))))
                .collect(Collectors.joining(" "));
    }

    private static double y(double value) {
        return HEIGHT - EDGE - value * (HEIGHT - 2 * EDGE);
    }
}
