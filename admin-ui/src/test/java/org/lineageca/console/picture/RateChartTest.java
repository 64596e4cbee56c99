package org.lineageca.console.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateChartTest {

    private static final Instant FIRST = Instant.parse("2026-11-22T08:58:30Z");
    private static final Duration SPACING = Duration.ofSeconds(30);

    private static RateChart.Point point(int number, double requests, long errors) {
        return new RateChart.Point(
                FIRST.plus(SPACING.multipliedBy(number)), requests, requests / 10, errors);
    }

    private static Picture draw(RateChart.Point... points) {
        return RateChart.draw("r", "Rates", new RateChart.Data(SPACING, List.of(points)));
    }

    @Test
    void everyNumberDrawnIsInTheTable() throws Exception {
        var picture = draw(point(0, 1234.5, 0), point(1, 2, 0), point(2, 0, 7));
        var svg = new SvgReader(picture);
        assertThat(picture.table().rows())
                .isEqualTo(
                        svg.ofClass("rate-point").stream()
                                .map(point ->
                                        List.of(
                                                point.getAttribute("data-at"),
                                                point.getAttribute("data-requests"),
                                                point.getAttribute("data-signatures"),
                                                point.getAttribute("data-errors")))
                                .toList())
                .contains(List.of("2026-11-22T08:58:30Z", "1,234.5", "123.5", "0"));
        // One in the legend.
        assertThat(svg.ofClass("error-mark")).hasSize(2);
    }

    @Test
    void nothingIsDrawnOverATimeInWhichNothingWasSeen() throws Exception {
        var without = draw(point(0, 5, 0), point(1, 5, 0), point(2, 5, 0));
        var with = draw(point(0, 5, 0), point(1, 5, 0), point(40, 5, 0), point(41, 5, 0));
        assertThat(lines(without)).isEqualTo(1);
        assertThat(lines(with)).isEqualTo(2);
    }

    private static long lines(Picture picture) throws Exception {
        return new SvgReader(picture)
                .ofClass("requests-line").stream()
                        .filter(line -> line.getTagName().equals("polyline"))
                        .count();
    }

    @Test
    void anHourHasTicksAtRoundMinutes() throws Exception {
        var ticks =
                new SvgReader(draw(point(0, 5, 0), point(120, 5, 0)))
                        .ofClass("tick").stream().map(tick -> tick.getTextContent()).toList();
        assertThat(ticks).containsExactly("09:00", "09:10", "09:20", "09:30", "09:40", "09:50");
    }

    @Test
    void onePointIsNoCourse() {
        assertThatIllegalArgumentException().isThrownBy(() -> draw(point(0, 1, 0)));
    }
}
