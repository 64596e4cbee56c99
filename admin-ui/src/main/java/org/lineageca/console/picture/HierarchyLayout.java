package org.lineageca.console.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the nodes of a hierarchy stand: from left to right by how far they are below the top, each
 * beside the first of those below it.
 */
final class HierarchyLayout {

    static final int NODE_WIDTH = 216;
    static final int NODE_HEIGHT = 40;

    private static final int LEFT = 40;
    private static final int RIGHT = 92;
    private static final int TOP = 12;
    private static final int ROW = 60;
    private static final int LEAST_WIDTH = 1100;
    private static final int LEAST_GAP = 120;

    /** The upper left corner of a node. */
    record Place(double x, double y) {

        double right() {
            return x + NODE_WIDTH;
        }

        double middle() {
            return y + NODE_HEIGHT / 2.0;
        }
    }

    private final Map<String, List<Hierarchy.Node>> below = new HashMap<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private final int width;
    private int rows;

    HierarchyLayout(List<Hierarchy.Node> nodes) {
        var tops = new ArrayList<Hierarchy.Node>();
        for (var node : nodes) {
            var above = node.below();
            var column = above == null ? null : columns.get(above);
            if (above == null || column == null) {
                tops.add(node);
                columns.put(node.id(), 0);
            } else {
                below.computeIfAbsent(above, _ -> new ArrayList<>()).add(node);
                columns.put(node.id(), column + 1);
            }
        }
        var last = columns.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        width = Math.max(LEAST_WIDTH, LEFT + RIGHT + NODE_WIDTH * (last + 1) + LEAST_GAP * last);
        var step = last == 0 ? 0.0 : (double) (width - LEFT - RIGHT - NODE_WIDTH) / last;
        for (var top : tops) {
            place(top, 0, Math.min(step, 2.0 * NODE_WIDTH));
        }
    }

    private void place(Hierarchy.Node node, int column, double step) {
        places.put(node.id(), new Place(LEFT + column * step, TOP + (double) ROW * rows));
        var children = below.getOrDefault(node.id(), List.of());
        if (children.isEmpty()) {
            rows++;
        }
        children.forEach(child -> place(child, column + 1, step));
    }

    Place of(String id) {
        var place = places.get(id);
        if (place == null) {
            throw new IllegalArgumentException("no node " + id + " is in the hierarchy");
        }
        return place;
    }

    int width() {
        return width;
    }

    int height() {
        return TOP + ROW * Math.max(1, rows);
    }
}
