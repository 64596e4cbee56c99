package org.lineageca.console.dashboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;

/**
 * Notices in the order they should be seen to, on so many lines and no more. Nothing urgent is left
 * out: where there is more of it than lines, notices of one matter share a line.
 *
 * @param lines the most urgent first
 * @param further how many that are not urgent have no line
 */
record Agenda(List<Line> lines, int further) {

    /** With a line for each matter there is always room for everything urgent. */
    static final int LINES = Matter.values().length;

    /**
     * A line.
     *
     * @param notices of one matter, the most urgent first
     */
    record Line(List<Notice> notices) {

        Line {
            notices = List.copyOf(notices);
        }

        Notice first() {
            return notices.getFirst();
        }

        boolean isSeveral() {
            return notices.size() > 1;
        }
    }

    Agenda {
        lines = List.copyOf(lines);
    }

    static Agenda of(List<Notice> all) {
        var sorted = all.stream().sorted(Notice.ORDER).toList();
        var urgent = sorted.stream().filter(notice -> notice.urgency().isUrgent()).toList();
        var ahead = sorted.stream().filter(notice -> !notice.urgency().isUrgent()).toList();
        var lines = new ArrayList<>(fitted(urgent));
        var shown = mostTelling(ahead, LINES - lines.size());
        shown.forEach(notice -> lines.add(new Line(List.of(notice))));
        return new Agenda(lines, ahead.size() - shown.size());
    }

    /** Of what takes its course the next of each matter, then others as far as there is room. */
    private static List<Notice> mostTelling(List<Notice> ahead, int room) {
        var seen = EnumSet.noneOf(Matter.class);
        var chosen = new ArrayList<Notice>();
        var others = new ArrayList<Notice>();
        ahead.forEach(notice -> (seen.add(notice.matter()) ? chosen : others).add(notice));
        chosen.addAll(others);
        return chosen.stream().limit(room).sorted(Notice.ORDER).toList();
    }

    private static List<Line> fitted(List<Notice> urgent) {
        var byMatter = new EnumMap<Matter, List<Notice>>(Matter.class);
        for (var notice : urgent) {
            byMatter.computeIfAbsent(notice.matter(), _ -> new ArrayList<>()).add(notice);
        }
        var lines = new ArrayList<Line>();
        urgent.forEach(notice -> lines.add(new Line(List.of(notice))));
        // Those that save the most lines are put together first.
        var largest =
                byMatter.values().stream()
                        .sorted(
                                Comparator.comparingInt((List<Notice> one) -> one.size())
                                        .reversed())
                        .iterator();
        while (lines.size() > LINES) {
            var together = largest.next();
            lines.removeIf(line -> together.contains(line.first()));
            lines.add(new Line(together));
        }
        lines.sort(Comparator.comparing(Line::first, Notice.ORDER));
        return lines;
    }

    /** How many notices are on lines of this urgency. */
    long count(Urgency urgency) {
        return lines.stream()
                .flatMap(line -> line.notices().stream())
                .filter(notice -> notice.urgency() == urgency)
                .count();
    }
}
