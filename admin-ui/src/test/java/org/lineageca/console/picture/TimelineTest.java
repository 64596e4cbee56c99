package org.lineageca.console.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lineageca.console.picture.SvgReader.number;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant NOW = Instant.parse("2028-06-01T00:00:00Z");
    private static final Instant CUT_OVER = Instant.parse("2028-01-01T00:00:00Z");

    private static final List<LifeBar> BARS =
            List.of(
                    new LifeBar(
                            "Tom & \"Jerry\" <CA> \u0001",
                            "0123456789abcdef",
                            "Disabled",
                            LifeBar.Kind.FIRST,
                            Instant.parse("2026-01-01T00:00:00Z"),
                            Instant.parse("2031-01-01T00:00:00Z"),
                            List.of(
                                    new LifeBar.Span(
                                            Instant.parse("2026-01-02T00:00:00Z"), CUT_OVER)),
                            Instant.parse("2029-01-01T00:00:00Z"),
                            null),
                    new LifeBar(
                            "Second",
                            "fedcba9876543210",
                            "Enabled",
                            LifeBar.Kind.RENEWED,
                            Instant.parse("2027-11-01T00:00:00Z"),
                            Instant.parse("2032-11-01T00:00:00Z"),
                            List.of(new LifeBar.Span(CUT_OVER, null)),
                            Instant.parse("2028-09-01T00:00:00Z"),
                            Instant.parse("2032-08-01T00:00:00Z")),
                    new LifeBar(
                            "Second",
                            "fedcba9876543210",
                            "Enabled",
                            LifeBar.Kind.CROSS,
                            Instant.parse("2028-02-01T00:00:00Z"),
                            Instant.parse("2030-02-01T00:00:00Z"),
                            List.of(),
                            null,
                            null));

    private final Picture picture = Timeline.draw("t", "Validity of <tests>", BARS, NOW);

    @Test
    void isAnImageThatSaysWhatItIs() throws Exception {
        var svg = new SvgReader(picture);
        assertThat(svg.root().getAttribute("role")).isEqualTo("img");
        assertThat(svg.root().getAttribute("aria-labelledby")).isEqualTo("t-title t-description");
        assertThat(svg.text("title")).isEqualTo("Validity of <tests>");
        assertThat(svg.text("desc")).contains("3 CA certificates");
        assertThat(svg.ofClass("name").getFirst().getTextContent())
                .isEqualTo("Tom & \"Jerry\" <CA> \uFFFD");
        assertThat(picture.svg())
                .doesNotContain("<script", "javascript:")
                .doesNotContainPattern(" on[a-z]+=");
    }

    @Test
    void hasABarForEachCertificateWithTheDatesOfTheTable() throws Exception {
        var bars = new SvgReader(picture).ofClass("certificate");
        assertThat(bars).hasSize(3);
        for (var i = 0; i < bars.size(); i++) {
            var row = picture.table().rows().get(i);
            assertThat(bars.get(i).getAttribute("data-generation")).isEqualTo(row.get(1));
            assertThat(bars.get(i).getAttribute("data-from"))
                    .isEqualTo(row.get(4))
                    .isEqualTo(BARS.get(i).notBefore().toString());
            assertThat(bars.get(i).getAttribute("data-until"))
                    .isEqualTo(row.get(5))
                    .isEqualTo(BARS.get(i).notAfter().toString());
        }
        assertThat(picture.table().rows().getFirst())
                .containsExactly(
                        BARS.getFirst().name(),
                        "0123456789abcdef",
                        "first",
                        "Disabled",
                        "2026-01-01T00:00:00Z",
                        "2031-01-01T00:00:00Z",
                        "2026-01-02T00:00:00Z to 2028-01-01T00:00:00Z",
                        "2029-01-01T00:00:00Z",
                        "–");
    }

    @Test
    void placesAreInProportionToTime() throws Exception {
        var svg = new SvgReader(picture);
        var bars = svg.ofClass("certificate");
        var origin = number(bars.getFirst(), "x");
        var perDay = number(bars.getFirst(), "width") / days(0, BARS.getFirst().notAfter());
        for (var i = 0; i < bars.size(); i++) {
            assertThat(number(bars.get(i), "x"))
                    .isCloseTo(origin + perDay * days(0, BARS.get(i).notBefore()), within(0.05));
            assertThat(number(bars.get(i), "x") + number(bars.get(i), "width"))
                    .isCloseTo(origin + perDay * days(0, BARS.get(i).notAfter()), within(0.05));
        }
        var today = svg.ofClass("today").getFirst();
        assertThat(number(today, "x1")).isCloseTo(origin + perDay * days(0, NOW), within(0.05));
        var last = svg.ofClass("last-safe-issue").getFirst();
        assertThat(last.getAttribute("data-at")).isEqualTo(picture.table().rows().get(1).get(8));
        assertThat(number(last, "x1"))
                .isCloseTo(
                        origin + perDay * days(0, Instant.parse("2032-08-01T00:00:00Z")),
                        within(0.05));
    }

    @Test
    void tellsIssuingFromAnsweringOnly() throws Exception {
        var svg = new SvgReader(picture);
        var issuing = svg.ofClass("issuing");
        assertThat(issuing).hasSize(2);
        assertThat(issuing.getFirst().getAttribute("data-until")).isEqualTo(CUT_OVER.toString());
        assertThat(issuing.getLast().getAttribute("data-until")).isEqualTo(NOW.toString());
        assertThat(svg.ofClass("answering"))
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.getAttribute("data-from")).isEqualTo(CUT_OVER.toString());
                    assertThat(span.getAttribute("data-until"))
                            .isEqualTo(picture.table().rows().getFirst().get(7));
                });
    }

    @Test
    void nothingToShowIsAPictureToo() throws Exception {
        var empty = Timeline.draw("e", "Nothing", List.of(), NOW);
        assertThat(new SvgReader(empty).ofClass("certificate")).isEmpty();
        assertThat(empty.table().rows()).isEmpty();
    }

    private static double days(int from, Instant until) {
        return Duration.between(BARS.get(from).notBefore(), until).toSeconds() / 86_400.0;
    }
}
