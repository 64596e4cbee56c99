package org.lineageca.console.picture;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.lineageca.console.authority.StateWords;
import org.lineageca.console.language.Texts;

/**
 * A hierarchy: a box for each key, a line for each certificate from its issuer on the left, a bow
 * on the right for each succession.
 */
public final class HierarchyGraph {
    private static final Texts TEXTS = Texts.of(HierarchyGraph.class);

    private static final int LEGEND = 40;
    private static final int LONGEST_NAME = 28;
    private static final int ARROW = 7;
    private static final int APART = 7;
    private static final int LEAST_BOW = 22;
    private static final int MOST_BOW = 60;

    private final Hierarchy hierarchy;
    private final HierarchyLayout layout;
    private final Map<String, Hierarchy.Node> nodes;
    private final Map<String, Integer> drawn = new HashMap<>();
    private final SvgWriter svg;

    private HierarchyGraph(String id, String title, Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
        this.layout = new HierarchyLayout(hierarchy.nodes());
        this.nodes =
                hierarchy.nodes().stream()
                        .collect(Collectors.toMap(Hierarchy.Node::id, node -> node));
        this.svg =
                new SvgWriter(
                        id,
                        layout.width(),
                        layout.height() + LEGEND,
                        title,
                        TEXTS.say(
                                "keys-and-lines-between-them",
                                hierarchy.nodes().size(),
                                hierarchy.edges().size()));
    }

    /**
     * Draws.
     *
     * @param id unique on the page
     */
    public static Picture draw(String id, String title, Hierarchy hierarchy) {
        var graph = new HierarchyGraph(id, title, hierarchy);
        return new Picture(
                graph.svg(),
                new DataTable(
                        title,
                        List.of(
                                TEXTS.say("from"),
                                TEXTS.say("to"),
                                TEXTS.say("kind-of-line"),
                                TEXTS.say("serial-number"),
                                TEXTS.say("certificate-from"),
                                TEXTS.say("certificate-until")),
                        hierarchy.edges().stream().map(graph::row).toList()));
    }

    private List<String> row(Hierarchy.Edge edge) {
        return List.of(
                called(edge.from()),
                called(edge.to()),
                edge.kind().word(),
                edge.serial().isEmpty() ? Dates.NONE : edge.serial(),
                Dates.show(edge.notBefore()),
                Dates.show(edge.notAfter()));
    }

    private String called(String id) {
        var node = nodes.get(id);
        return node == null || node.state().isEmpty()
                ? node == null ? id : node.name()
                : node.name() + " " + id;
    }

    private String svg() {
        // Lines first: none is drawn over a name.
        hierarchy.edges().forEach(this::edge);
        hierarchy.nodes().forEach(this::node);
        legend();
        return svg.end();
    }

    private void node(Hierarchy.Node node) {
        var place = layout.of(node.id());
        var style =
                node.state().isEmpty()
                        ? "state-foreign"
                        : "state-" + node.state().toLowerCase(Locale.ROOT);
        svg.open("g", "class", "row " + style);
        svg.titled(
                node.state().isEmpty()
                        ? TEXTS.say("a-ca-that-is-not-ours", node.name())
                        : TEXTS.say(
                                "name-generation-state",
                                node.name(),
                                node.id(),
                                StateWords.of(node.state())),
                "rect",
                "class",
                "node",
                "x",
                place.x(),
                "y",
                place.y(),
                "width",
                HierarchyLayout.NODE_WIDTH,
                "height",
                HierarchyLayout.NODE_HEIGHT,
                "rx",
                6,
                "data-node",
                node.id());
        svg.label(place.x() + 10, place.y() + 17, "name", shortened(node.name()));
        svg.label(
                place.x() + 10,
                place.y() + 33,
                "note",
                node.state().isEmpty()
                        ? TEXTS.say("not-ours")
                        : node.id() + " · " + StateWords.of(node.state()));
        svg.close();
    }

    private void edge(Hierarchy.Edge edge) {
        var before =
                drawn.merge(
                                edge.from() + " " + edge.to() + edge.kind().isSuccession(),
                                1,
                                Integer::sum)
                        - 1;
        if (edge.kind().isSuccession()) {
            bow(edge);
        } else if (edge.from().equals(edge.to())) {
            loop(edge, before);
        } else {
            line(edge, before);
        }
    }

    /** A certificate by another key: each further one between the same two a little lower. */
    private void line(Hierarchy.Edge edge, int before) {
        var from = layout.of(edge.from());
        var to = layout.of(edge.to());
        if (from.right() > to.x()) {
            bow(edge);
            return;
        }
        var startY = from.middle() + APART * (before - 1.0);
        var endY = to.middle() + APART * (before - 1.0);
        var half = (to.x() - from.right()) / 2;
        path(
                edge,
                from.right(),
                startY,
                from.right() + half,
                startY,
                to.x() - half,
                endY,
                to.x() - ARROW,
                endY);
        arrow(edge.kind(), to.x(), endY, -ARROW);
    }

    /** A certificate by the key itself. */
    private void loop(Hierarchy.Edge edge, int before) {
        var place = layout.of(edge.from());
        var reach = 16 + 10 * Math.min(before, 2);
        var y = place.middle();
        path(
                edge,
                place.x(),
                y + 12,
                place.x() - reach,
                y + 14,
                place.x() - reach,
                y - 14,
                place.x() - ARROW,
                y - 12);
        arrow(edge.kind(), place.x(), y - 12, -ARROW);
    }

    /** From one key to another in the same column, over their right sides. */
    private void bow(Hierarchy.Edge edge) {
        var from = layout.of(edge.from());
        var to = layout.of(edge.to());
        var rows = Math.abs(to.y() - from.y()) / HierarchyLayout.NODE_HEIGHT;
        var reach = Math.max(from.right(), to.right()) + Math.min(MOST_BOW, LEAST_BOW + 8 * rows);
        var down = to.y() >= from.y() ? 1 : -1;
        var startY = from.middle() + 10 * down;
        var endY = to.middle() - 10 * down;
        path(edge, from.right(), startY, reach, startY, reach, endY, to.right() + ARROW, endY);
        arrow(edge.kind(), to.right(), endY, ARROW);
        // Where a bow is farthest out: three quarters of the way to what draws it there.
        var edgeOfBoxes = Math.max(from.right(), to.right());
        svg.label(
                edgeOfBoxes + 0.75 * (reach - edgeOfBoxes) + 5,
                (startY + endY) / 2 + 4,
                "note",
                edge.kind().word());
    }

    /**
     * One cubic curve.
     *
     * @param points x and y of its start, of the two that draw it, and of its end
     */
    private void path(Hierarchy.Edge edge, double... points) {
        var texts = Arrays.stream(points).mapToObj(SvgWriter::value).toList();
        var start = "M " + String.join(" ", texts.subList(0, 2));
        svg.titled(
                said(edge),
                "path",
                "class",
                "edge " + edge.kind().style(),
                "d",
                start + " C " + String.join(" ", texts.subList(2, texts.size())),
                "data-from",
                called(edge.from()),
                "data-to",
                called(edge.to()),
                "data-kind",
                edge.kind().word(),
                "data-serial",
                edge.serial().isEmpty() ? Dates.NONE : edge.serial());
    }

    private String said(Hierarchy.Edge edge) {
        return edge.notBefore() == null
                ? TEXTS.say(
                        "line-from-to", edge.kind().word(), called(edge.from()), called(edge.to()))
                : TEXTS.say(
                        "certificate-of-by",
                        edge.kind().word(),
                        called(edge.to()),
                        called(edge.from()),
                        Dates.show(edge.notBefore()),
                        Dates.show(edge.notAfter()));
    }

    /**
     * The point of an arrow.
     *
     * @param back where its other end is, from its tip
     */
    private void arrow(Hierarchy.Kind kind, double x, double y, int back) {
        svg.empty(
                "polygon",
                "class",
                "arrow " + kind.style(),
                "points",
                "%s,%s %s,%s %s,%s"
                        .formatted(
                                SvgWriter.value(x),
                                SvgWriter.value(y),
                                SvgWriter.value(x + back),
                                SvgWriter.value(y - 4),
                                SvgWriter.value(x + back),
                                SvgWriter.value(y + 4)));
    }

    private void legend() {
        var x = 40.0;
        var y = layout.height() + 22;
        for (var kind : Hierarchy.Kind.values()) {
            svg.empty(
                    "line",
                    "class",
                    kind.style() + " key",
                    "x1",
                    x,
                    "x2",
                    x + 34,
                    "y1",
                    y - 4,
                    "y2",
                    y - 4);
            svg.label(x + 41, y, "note", kind.word());
            x += 130;
        }
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    }
}
