package org.lineageca.ca.profile;

import java.util.ArrayList;
import java.util.List;

/** Two documents line by line: what has gone, what has come, and what both have. */
public final class DocumentDifference {

    /**
     * A line of either document or both.
     *
     * @param sign {@code -} has gone, {@code +} has come, a space stays
     */
    public record Line(char sign, String text) {
        @Override
        public String toString() {
            return sign + " " + text;
        }
    }

    private DocumentDifference() {}

    /** The fewest lines gone and come that lead from one to the other. */
    public static List<Line> between(String before, String after) {
        var old = before.lines().toList();
        var young = after.lines().toList();
        var common = common(old, young);
        var lines = new ArrayList<Line>();
        var i = 0;
        var j = 0;
        while (i < old.size() || j < young.size()) {
            if (i < old.size() && j < young.size() && old.get(i).equals(young.get(j))) {
                lines.add(new Line(' ', old.get(i++)));
                j++;
            } else if (j == young.size()
                    || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line('-', old.get(i++)));
            } else {
                lines.add(new Line('+', young.get(j++)));
            }
        }
        return List.copyOf(lines);
    }

    /** How many lines the rest of both have in common, from each pair of places on. */
    private static int[][] common(List<String> old, List<String> young) {
        var common = new int[old.size() + 1][young.size() + 1];
        for (var i = old.size() - 1; i >= 0; i--) {
            for (var j = young.size() - 1; j >= 0; j--) {
                common[i][j] =
                        old.get(i).equals(young.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
