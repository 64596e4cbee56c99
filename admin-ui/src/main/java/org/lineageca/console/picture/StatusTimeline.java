package org.lineageca.console.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lineageca.console.language.Texts;

/** A certificate's life: a bar of what it counted as, and a number for each thing that happened. */
public final class StatusTimeline {

    private static final Texts TEXTS = Texts.of(StatusTimeline.class);

    private static final int WIDTH = 1100;
    private static final int LEFT = 16;
    private static final int RIGHT = WIDTH - 16;
    private static final int RADIUS = 11;
    private static final int LEVEL = 26;
    private static final int BAR = 28;
    private static final int BELOW = 46;
    private static final double ROOM_FOR_A_WORD = 70;

    private final StatusLine life;
    private final Instant now;
    private final TimeScale scale;
    private final List<Integer> levels;
    private final int bar;
    private final SvgWriter svg;

    private StatusTimeline(String id, String title, StatusLine life, Instant now) {
        this.life = life;
        this.now = now;
        this.scale = scale(life, now);
        this.levels = levels(life, scale);
        this.bar = 6 + LEVEL * (1 + levels.stream().mapToInt(Integer::intValue).max().orElse(0));
        this.svg =
                new SvgWriter(
                        id,
                        WIDTH,
                        bar + BAR + BELOW,
                        title,
                        TEXTS.say("a-bar-from-notbefore-to", life.moments().size()));
    }

    /**
     * Draws.
     *
     * @param id unique on the page
     */
    public static Picture draw(String id, String title, StatusLine life, Instant now) {
        var timeline = new StatusTimeline(id, title, life, now);
        var rows =
                IntStream.range(0, life.moments().size())
                        .mapToObj(index -> row(index + 1, life.moments().get(index)))
                        .toList();
        return new Picture(timeline.svg(), new DataTable(title, headers(), rows));
    }

    private static List<String> headers() {
        return List.of(
                TEXTS.say("no"),
                TEXTS.say("when"),
                TEXTS.say("what"),
                TEXTS.say("who"),
                TEXTS.say("note"));
    }

    private static List<String> row(int number, StatusLine.Moment moment) {
        return List.of(
                Integer.toString(number),
                Dates.show(moment.at()),
                moment.what(),
                moment.who().isEmpty() ? Dates.NONE : moment.who(),
                moment.note().isEmpty() ? Dates.NONE : moment.note());
    }

    /** All that is drawn, with a margin. */
    private static TimeScale scale(StatusLine life, Instant now) {
        var all =
                Stream.of(
                                life.spans().stream()
                                        .flatMap(span -> Stream.of(span.from(), span.until())),
                                life.moments().stream().map(StatusLine.Moment::at),
                                Stream.of(now))
                        .flatMap(instants -> instants)
                        .sorted()
                        .toList();
        var margin = Duration.between(all.getFirst(), all.getLast()).dividedBy(40).plusMinutes(1);
        return new TimeScale(all.getFirst().minus(margin), all.getLast().plus(margin), LEFT, RIGHT);
    }

    /** Numbers that would lie on one another are put above one another. */
    private static List<Integer> levels(StatusLine life, TimeScale scale) {
        var levels = new ArrayList<Integer>();
        var ends = new ArrayList<Double>();
        for (var moment : life.moments()) {
            var x = scale.x(moment.at());
            var level = 0;
            while (level < ends.size() && ends.get(level) > x - RADIUS) {
                level++;
            }
            if (level == ends.size()) {
                ends.add(0.0);
            }
            ends.set(level, x + RADIUS + 2.0);
            levels.add(level);
        }
        return levels;
    }

    private String svg() {
        var bottom = bar + BAR;
        for (var tick : scale.ticks()) {
            var x = scale.x(tick.at());
            svg.empty("line", "class", "grid", "x1", x, "x2", x, "y1", bar, "y2", bottom + 4);
            svg.label(x, bottom + 18, "tick", tick.label());
        }
        life.spans().forEach(this::span);
        var today = scale.x(now);
        svg.empty(
                "line",
                "class",
                "today",
                "x1",
                today,
                "x2",
                today,
                "y1",
                bar - 4,
                "y2",
                bottom + 22);
        svg.label(today, bottom + 36, "today-label", TEXTS.say("today"));
        for (var i = 0; i < life.moments().size(); i++) {
            stem(life.moments().get(i), levels.get(i));
        }
        for (var i = 0; i < life.moments().size(); i++) {
            moment(i + 1, life.moments().get(i), levels.get(i));
        }
        return svg.end();
    }

    private void span(StatusLine.Span span) {
        var x = scale.x(span.from());
        var width = Math.max(2.0, scale.x(span.until()) - x);
        var word = span.standing().word();
        svg.titled(
                TEXTS.say("from-until", word, Dates.show(span.from()), Dates.show(span.until())),
                "rect",
                "class",
                "certificate " + span.standing().style(),
                "x",
                x,
                "y",
                bar,
                "width",
                width,
                "height",
                BAR,
                "data-from",
                Dates.show(span.from()),
                "data-until",
                Dates.show(span.until()));
        if (width > ROOM_FOR_A_WORD) {
            svg.label(x + width / 2, bar + 19, "standing", word);
        }
    }

    private int height(int level) {
        return bar - 6 - RADIUS - LEVEL * level;
    }

    /** All of them before the numbers: none is crossed out. */
    private void stem(StatusLine.Moment moment, int level) {
        var x = scale.x(moment.at());
        svg.empty("line", "class", "stem", "x1", x, "x2", x, "y1", height(level), "y2", bar + BAR);
    }

    private void moment(int number, StatusLine.Moment moment, int level) {
        var x = scale.x(moment.at());
        var y = height(level);
        svg.titled(
                moment.what() + ", " + Dates.show(moment.at()),
                "circle",
                "class",
                "moment",
                "cx",
                x,
                "cy",
                y,
                "r",
                RADIUS,
                "data-at",
                Dates.show(moment.at()));
        svg.label(x, y + 4, "moment-number", Integer.toString(number));
    }
}
