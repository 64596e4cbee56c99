package org.lineageca.console.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lineageca.console.authority.StateWords;
import org.lineageca.console.language.Texts;

/**
 * Overlapping validity: a bar for each CA certificate, darker where its generation issued, striped
 * where it only answers.
 */
public final class Timeline {

    private static final Texts TEXTS = Texts.of(Timeline.class);

    private static final int WIDTH = 1100;
    private static final int LEFT = 270;
    private static final int RIGHT = WIDTH - 24;
    private static final int TOP = 34;
    private static final int ROW = 44;
    private static final int BAR = 20;
    private static final int BOTTOM = 44;

    private final List<LifeBar> bars;
    private final Instant now;
    private final TimeScale scale;
    private final SvgWriter svg;

    private Timeline(String id, String title, List<LifeBar> bars, Instant now) {
        this.bars = bars;
        this.now = now;
        this.scale = scale(bars, now);
        this.svg =
                new SvgWriter(
                        id, WIDTH, TOP + bars.size() * ROW + BOTTOM, title, description(bars));
    }

    /**
     * Draws.
     *
     * @param id unique on the page
     * @param bars one row each, from the top
     */
    public static Picture draw(String id, String title, List<LifeBar> bars, Instant now) {
        var timeline = new Timeline(id, title, bars, now);
        return new Picture(
                timeline.svg(),
                new DataTable(title, headers(), bars.stream().map(Timeline::row).toList()));
    }

    private static List<String> headers() {
        return List.of(
                TEXTS.say("authority"),
                TEXTS.say("generation"),
                TEXTS.say("certificate"),
                TEXTS.say("state"),
                TEXTS.say("valid-from"),
                TEXTS.say("valid-until"),
                TEXTS.say("issued"),
                TEXTS.say("answers-until"),
                TEXTS.say("last-safe-issue"));
    }

    private static String description(List<LifeBar> bars) {
        return TEXTS.say("a-bar-from-notbefore-to-notafter", bars.size());
    }

    /** All that is drawn, with a margin. */
    private static TimeScale scale(List<LifeBar> bars, Instant now) {
        var from = bars.stream().map(LifeBar::notBefore).min(Instant::compareTo).orElse(now);
        var until = bars.stream().map(LifeBar::notAfter).max(Instant::compareTo).orElse(now);
        var first = from.isBefore(now) ? from : now;
        var last = until.isAfter(now) ? until : now;
        var margin = Duration.between(first, last).dividedBy(50).plusDays(1);
        return new TimeScale(first.minus(margin), last.plus(margin), LEFT, RIGHT);
    }

    private String svg() {
        var bottom = TOP + bars.size() * ROW;
        for (var tick : scale.ticks()) {
            var x = scale.x(tick.at());
            svg.empty("line", "class", "grid", "x1", x, "x2", x, "y1", TOP, "y2", bottom);
            svg.label(x, bottom + 16, "tick", tick.label());
        }
        for (var i = 0; i < bars.size(); i++) {
            bar(bars.get(i), TOP + i * ROW);
        }
        var today = scale.x(now);
        svg.empty("line", "class", "today", "x1", today, "x2", today, "y1", TOP, "y2", bottom);
        svg.label(today, TOP - 8, "today-label", TEXTS.say("today"));
        legend(bottom + 34);
        return svg.end();
    }

    private void bar(LifeBar bar, int top) {
        var state = bar.state().toLowerCase(Locale.ROOT);
        svg.open("g", "class", "row state-" + state);
        svg.label(0, top + 18, "name", shorten(bar.name()));
        svg.label(
                0,
                top + 34,
                "note",
                bar.generation() + " · " + kind(bar.kind()) + " · " + StateWords.of(bar.state()));
        var y = top + (ROW - BAR) / 2;
        var x = scale.x(bar.notBefore());
        svg.titled(
                TEXTS.say(
                        "valid-from-until",
                        bar.name(),
                        kind(bar.kind()),
                        StateWords.of(bar.state()),
                        Dates.show(bar.notBefore()),
                        Dates.show(bar.notAfter())),
                "rect",
                "class",
                "certificate " + bar.kind().name().toLowerCase(Locale.ROOT),
                "x",
                x,
                "y",
                y,
                "width",
                Math.max(2.0, scale.x(bar.notAfter()) - x),
                "height",
                BAR,
                "rx",
                3,
                "data-generation",
                bar.generation(),
                "data-from",
                Dates.show(bar.notBefore()),
                "data-until",
                Dates.show(bar.notAfter()));
        spans(bar, y);
        lastSafeIssue(bar, y);
        svg.close();
    }

    private void spans(LifeBar bar, int y) {
        for (var span : bar.issuing()) {
            var until = span.until();
            span("issuing", TEXTS.say("did-issue"), span.from(), until == null ? now : until, y);
        }
        if (bar.issuing().isEmpty() || bar.answersUntil() == null) {
            return;
        }
        var end = bar.issuing().getLast().until();
        if (end != null && end.isBefore(bar.answersUntil())) {
            span("answering", TEXTS.say("answers-for-what-it-issued"), end, bar.answersUntil(), y);
        }
    }

    private void span(String style, String what, Instant from, Instant until, int y) {
        var x = scale.x(from);
        svg.titled(
                TEXTS.say("from-until", what, Dates.show(from), Dates.show(until)),
                "rect",
                "class",
                style,
                "x",
                x,
                "y",
                y + 5,
                "width",
                Math.max(2.0, scale.x(until) - x),
                "height",
                BAR - 10,
                "data-from",
                Dates.show(from),
                "data-until",
                Dates.show(until));
    }

    private void lastSafeIssue(LifeBar bar, int y) {
        var last = bar.lastSafeIssue();
        if (last == null || !scale.shows(last)) {
            return;
        }
        var x = scale.x(last);
        svg.titled(
                TEXTS.say("last-safe-issue-at", Dates.show(last)),
                "line",
                "class",
                "last-safe-issue",
                "x1",
                x,
                "x2",
                x,
                "y1",
                y - 8,
                "y2",
                y + BAR + 8,
                "data-at",
                Dates.show(last));
    }

    private void legend(int y) {
        var x = (double) LEFT;
        var entries = new LinkedHashMap<String, String>();
        entries.put("certificate", TEXTS.say("valid-certificates"));
        entries.put("issuing", TEXTS.say("issues"));
        entries.put("answering", TEXTS.say("answers-only"));
        for (var entry : entries.entrySet()) {
            var style = entry.getKey();
            svg.empty(
                    "rect",
                    "class",
                    "key " + style + "-key",
                    "x",
                    x,
                    "y",
                    y - 9,
                    "width",
                    18,
                    "height",
                    10);
            svg.label(x + 24, y, "note", entry.getValue());
            x += 130;
        }
        svg.empty(
                "line",
                "class",
                "last-safe-issue",
                "x1",
                x + 9,
                "x2",
                x + 9,
                "y1",
                y - 11,
                "y2",
                y + 3);
        svg.label(x + 24, y, "note", TEXTS.say("the-last-safe-issue"));
    }

    private static List<String> row(LifeBar bar) {
        return List.of(
                bar.name(),
                bar.generation(),
                kind(bar.kind()),
                StateWords.of(bar.state()),
                Dates.show(bar.notBefore()),
                Dates.show(bar.notAfter()),
                bar.issuing().isEmpty()
                        ? Dates.NONE
                        : bar.issuing().stream()
                                .map(span ->
                                        Stream.of(span.from(), span.until())
                                                .map(Dates::show)
                                                .collect(Collectors.joining(TEXTS.say("from-to"))))
                                .collect(Collectors.joining(", ")),
                Dates.show(bar.answersUntil()),
                Dates.show(bar.lastSafeIssue()));
    }

    private static String kind(LifeBar.Kind kind) {
        return switch (kind) {
            case FIRST -> TEXTS.say("first");
            case RENEWED -> TEXTS.say("renewed");
            case CROSS -> TEXTS.say("cross");
        };
    }

    private static String shorten(String name) {
        return name.length() <= 36 ? name : name.substring(0, 35) + "…";
    }
}
