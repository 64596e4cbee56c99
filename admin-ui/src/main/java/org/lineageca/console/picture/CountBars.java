package org.lineageca.console.picture;

import java.util.List;
import org.lineageca.console.language.Texts;

/** Unexpired certificates of several kinds side by side, and how many of them are revoked. */
public final class CountBars {

    private static final Texts TEXTS = Texts.of(CountBars.class);

    private static final int WIDTH = 1100;
    private static final int ROW = 30;
    private static final int TOP = 30;
    private static final int LEFT = 330;
    private static final int RIGHT = WIDTH - 210;
    private static final int NAME_LENGTH = 46;

    /**
     * A kind.
     *
     * @param revoked of all issued, revoked or on hold
     * @param valid unexpired and neither revoked nor on hold
     */
    public record Bar(
            String name, long issued, long unexpired, long revoked, long onHold, long valid) {}

    private CountBars() {}

    /**
     * Draws one bar for each kind.
     *
     * @param id unique on the page
     * @param kind what the bars stand for, such as {@code Profile}
     */
    public static Picture draw(String id, String title, String kind, List<Bar> bars) {
        return new Picture(svg(id, title, bars), table(title, kind, bars));
    }

    private static DataTable table(String title, String kind, List<Bar> bars) {
        return new DataTable(
                title,
                List.of(
                        kind,
                        TEXTS.say("issued"),
                        TEXTS.say("unexpired"),
                        TEXTS.say("revoked"),
                        TEXTS.say("on-hold"),
                        TEXTS.say("valid")),
                bars.stream()
                        .map(bar ->
                                List.of(
                                        bar.name(),
                                        Numbers.show(bar.issued()),
                                        Numbers.show(bar.unexpired()),
                                        Numbers.show(bar.revoked()),
                                        Numbers.show(bar.onHold()),
                                        Numbers.show(bar.valid())))
                        .toList());
    }

    private static String svg(String id, String title, List<Bar> bars) {
        var svg =
                new SvgWriter(
                        id,
                        WIDTH,
                        TOP + ROW * Math.max(1, bars.size()) + 6,
                        title,
                        TEXTS.say("one-bar-for-each-valid"));
        legend(svg);
        var most = Math.max(1, bars.stream().mapToLong(Bar::unexpired).max().orElse(1));
        for (var i = 0; i < bars.size(); i++) {
            var bar = bars.get(i);
            var y = TOP + ROW * i;
            var valid = width(bar.valid(), most);
            var withdrawn = width(bar.unexpired() - bar.valid(), most);
            svg.label(LEFT - 12, y + 19, "bar-name", shortened(bar.name()));
            part(
                    svg,
                    "valid-bar",
                    LEFT,
                    y,
                    valid,
                    bar.name(),
                    bar.valid(),
                    TEXTS.say("valid-certificates"));
            part(
                    svg,
                    "withdrawn-bar",
                    LEFT + valid,
                    y,
                    withdrawn,
                    bar.name(),
                    bar.unexpired() - bar.valid(),
                    TEXTS.say("unexpired-but-revoked-or-on"));
            svg.label(
                    LEFT + valid + withdrawn + 8,
                    y + 19,
                    "note",
                    TEXTS.say("of", Numbers.show(bar.unexpired()), Numbers.show(bar.issued())));
        }
        return svg.end();
    }

    private static void legend(SvgWriter svg) {
        svg.empty("rect", "class", "valid-bar", "x", LEFT, "y", 6, "width", 14, "height", 12);
        svg.label(LEFT + 20, 17, "note", TEXTS.say("valid-certificates"));
        svg.empty(
                "rect",
                "class",
                "withdrawn-bar",
                "x",
                LEFT + 70,
                "y",
                6,
                "width",
                14,
                "height",
                12);
        svg.label(LEFT + 90, 17, "note", TEXTS.say("revoked-or-on-hold-then"));
    }

    private static void part(
            SvgWriter svg,
            String style,
            double x,
            double y,
            double width,
            String name,
            long number,
            String what) {
        svg.titled(
                name + ": " + Numbers.show(number) + " " + what,
                "rect",
                "class",
                style + " part",
                "x",
                x,
                "y",
                y + 4,
                "width",
                width,
                "height",
                ROW - 8,
                "data-value",
                number);
    }

    private static double width(long number, long most) {
        return (double) (RIGHT - LEFT) * number / most;
    }

    private static String shortened(String name) {
        return name.length() <= NAME_LENGTH ? name : name.substring(0, NAME_LENGTH - 1) + "…";
    }
}
