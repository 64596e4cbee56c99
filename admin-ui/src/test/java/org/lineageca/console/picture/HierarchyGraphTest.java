package org.lineageca.console.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.console.picture.SvgReader.number;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.lineageca.console.picture.Hierarchy.Edge;
import org.lineageca.console.picture.Hierarchy.Kind;
import org.lineageca.console.picture.Hierarchy.Node;
import org.w3c.dom.Element;

class HierarchyGraphTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2031-01-01T00:00:00Z");

    private static final Hierarchy EVERY_KIND =
            new Hierarchy(
                    List.of(
                            new Node("other", "Other Root", "", null),
                            new Node("root", "Root <1>", "Enabled", null),
                            new Node("ca1", "Issuing 1", "Disabled", "root"),
                            new Node("ca2", "Issuing 2", "Enabled", "root"),
                            new Node("ca2b", "Issuing 2", "AwaitingCertificate", "root")),
                    List.of(
                            certificate(Kind.FIRST, "root", "root", "01"),
                            certificate(Kind.RENEWED, "root", "root", "02"),
                            certificate(Kind.FIRST, "root", "ca1", "03"),
                            certificate(Kind.RENEWED, "root", "ca1", "04"),
                            certificate(Kind.FIRST, "root", "ca2", "05"),
                            certificate(Kind.CROSS, "other", "ca2", "06"),
                            new Edge(Kind.ASKED, "root", "ca2b", "", null, null),
                            new Edge(Kind.ROLL, "ca1", "ca2", "", null, null),
                            new Edge(Kind.RE_KEY, "ca2", "ca2b", "", null, null)));

    private static Edge certificate(Kind kind, String from, String to, String serial) {
        return new Edge(kind, from, to, serial, FROM, UNTIL);
    }

    @Test
    void everyLineDrawnIsARowOfTheTable() throws Exception {
        var picture = HierarchyGraph.draw("h", "All", EVERY_KIND);
        var drawn =
                new SvgReader(picture)
                        .ofClass("edge").stream()
                                .map(edge ->
                                        List.of(
                                                edge.getAttribute("data-from"),
                                                edge.getAttribute("data-to"),
                                                edge.getAttribute("data-kind"),
                                                edge.getAttribute("data-serial")))
                                .toList();
        assertThat(drawn)
                .isEqualTo(picture.table().rows().stream().map(row -> row.subList(0, 4)).toList())
                .hasSize(9);
        assertThat(picture.table().rows())
                .contains(
                        List.of(
                                "Root <1> root",
                                "Issuing 1 ca1",
                                "renewed",
                                "04",
                                FROM.toString(),
                                UNTIL.toString()),
                        List.of(
                                "Other Root",
                                "Issuing 2 ca2",
                                "cross",
                                "06",
                                FROM.toString(),
                                UNTIL.toString()),
                        List.of("Issuing 1 ca1", "Issuing 2 ca2", "roll", "–", "–", "–"));
    }

    @Test
    void noTwoBoxesOrLinesLieOnOneAnother() throws Exception {
        var svg = new SvgReader(HierarchyGraph.draw("h", "All", EVERY_KIND));
        var boxes = svg.ofClass("node");
        assertThat(boxes).hasSize(5);
        for (var i = 0; i < boxes.size(); i++) {
            for (var other : boxes.subList(i + 1, boxes.size())) {
                assertThat(apart(boxes.get(i), other)).isTrue();
            }
        }
        assertThat(svg.ofClass("edge").stream().map(edge -> edge.getAttribute("d")))
                .doesNotHaveDuplicates();
    }

    private static boolean apart(Element one, Element other) {
        return apart(one, other, "x", box -> number(box, "width"))
                || apart(one, other, "y", box -> number(box, "height"));
    }

    private static boolean apart(
            Element one, Element other, String edge, ToDoubleFunction<Element> length) {
        return number(one, edge) + length.applyAsDouble(one) <= number(other, edge)
                || number(other, edge) + length.applyAsDouble(other) <= number(one, edge);
    }

    @Test
    void fiftyAuthoritiesOnFiveLevelsHaveRoom() throws Exception {
        var nodes = new ArrayList<Node>();
        for (var i = 0; i < 50; i++) {
            nodes.add(
                    new Node(
                            "ca" + i,
                            "CA " + i,
                            "Enabled",
                            i == 0 ? null : "ca" + (i < 5 ? i - 1 : i % 5)));
        }
        var picture = HierarchyGraph.draw("h", "All", new Hierarchy(nodes, List.of()));
        var svg = new SvgReader(picture);
        var size = svg.root().getAttribute("viewBox").split(" ", -1);
        assertThat(svg.ofClass("node"))
                .hasSize(50)
                .allSatisfy(node -> {
                    assertThat(number(node, "x") + number(node, "width"))
                            .isLessThan(Double.parseDouble(size[2]));
                    assertThat(number(node, "y") + number(node, "height"))
                            .isLessThan(Double.parseDouble(size[3]));
                });
    }
}
