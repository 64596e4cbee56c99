package org.lineageca.console.picture;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.lineageca.console.language.Audience;
import org.lineageca.console.language.Texts;

/** How many certificates expire in which month. */
public final class ExpiryChart {

    private static final Texts TEXTS = Texts.of(ExpiryChart.class);

    private static final int WIDTH = 1100;
    private static final int HEIGHT = 260;
    private static final int LEFT = 100;
    private static final int RIGHT = WIDTH - 24;
    private static final int TOP = 34;
    private static final int BOTTOM = HEIGHT - 34;
    private static final int MOST_BARS = 36;
    private static final int MOST_LABELS = 14;

    /** A bar and how it is called. */
    private record Bar(String name, String label, long number, boolean isLater) {}

    private ExpiryChart() {}

    /**
     * Draws every month from the first to the last, at most three years of them; what comes later
     * is one bar. The table has each month by itself.
     *
     * @param id unique on the page
     * @param months those in which certificates expire; may be none
     */
    public static Picture draw(String id, String title, NavigableMap<YearMonth, Long> months) {
        return new Picture(svg(id, title, bars(months)), table(title, months));
    }

    private static DataTable table(String title, NavigableMap<YearMonth, Long> months) {
        return new DataTable(
                title,
                List.of(TEXTS.say("month-utc"), TEXTS.say("certificates")),
                months.entrySet().stream()
                        .map(month ->
                                List.of(month.getKey().toString(), Numbers.show(month.getValue())))
                        .toList());
    }

    private static List<Bar> bars(NavigableMap<YearMonth, Long> months) {
        var bars = new ArrayList<Bar>();
        if (months.isEmpty()) {
            return bars;
        }
        var label = DateTimeFormatter.ofPattern("MMM uuuu", Audience.language().locale());
        var last = months.firstKey().plusMonths(MOST_BARS - 1L);
        for (var month = months.firstKey();
                !month.isAfter(last) && !month.isAfter(months.lastKey());
                month = month.plusMonths(1)) {
            bars.add(
                    new Bar(
                            month.toString(),
                            label.format(month),
                            months.getOrDefault(month, 0L),
                            false));
        }
        var later = months.tailMap(last, false);
        if (!later.isEmpty()) {
            bars.add(
                    new Bar(
                            TEXTS.say("after", last),
                            TEXTS.say("later"),
                            later.values().stream().mapToLong(Long::longValue).sum(),
                            true));
        }
        return bars;
    }

    private static String svg(String id, String title, List<Bar> bars) {
        var svg = new SvgWriter(id, WIDTH, HEIGHT, title, TEXTS.say("one-bar-for-each-month"));
        var top =
                ForecastChart.roundUp(
                        Math.max(1, bars.stream().mapToLong(Bar::number).max().orElse(0)) - 1);
        for (var part = 0; part <= 4; part++) {
            var y = BOTTOM - (BOTTOM - TOP) * part / 4.0;
            svg.empty("line", "class", "grid", "x1", LEFT, "x2", RIGHT, "y1", y, "y2", y);
            svg.label(LEFT - 8, y + 4, "value", Numbers.show(top * part / 4));
        }
        svg.label(0, TOP - 16, "note", TEXTS.say("unit-certificates"));
        var step = (double) (RIGHT - LEFT) / Math.max(bars.size(), 8);
        var labelEvery = Math.max(1, Math.ceilDiv(bars.size(), MOST_LABELS));
        for (var i = 0; i < bars.size(); i++) {
            var bar = bars.get(i);
            var x = LEFT + step * i;
            var height = (double) (BOTTOM - TOP) * bar.number() / top;
            svg.titled(
                    TEXTS.say("certificates-of", bar.name(), Numbers.show(bar.number())),
                    "rect",
                    "class",
                    "expiring",
                    "x",
                    x + step * 0.14,
                    "y",
                    BOTTOM - height,
                    "width",
                    step * 0.72,
                    "height",
                    height,
                    "data-month",
                    bar.name(),
                    "data-value",
                    bar.number());
            if (i % labelEvery == 0 || bar.isLater()) {
                svg.label(x + step / 2, BOTTOM + 18, "tick", bar.label());
            }
        }
        return svg.end();
    }
}
