package org.lineageca.console.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lineageca.console.picture.SvgReader.number;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastChartTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final LocalDate CROSSED = TODAY.plusDays(401);

    private static ForecastData data(Long limit) {
        return new ForecastData(
                IntStream.rangeClosed(0, 90)
                        .mapToObj(day ->
                                new ForecastData.Recorded(
                                        TODAY.minusDays(90L - day), day, 400 + 40L * day))
                        .toList(),
                IntStream.rangeClosed(0, 1_825)
                        .mapToObj(day ->
                                new ForecastData.Expected(
                                        TODAY.plusDays(day),
                                        90 + day / 2,
                                        90 + day,
                                        90 + 2L * day,
                                        400 + 40L * (90 + day)))
                        .toList(),
                limit,
                new ForecastData.Crossing(TODAY.plusDays(201), CROSSED, null));
    }

    @Test
    void everyNumberDrawnIsInTheTableAndTheOtherWayRound() throws Exception {
        var picture = ForecastChart.draw("f", "Entries", data(490L));
        var svg = new SvgReader(picture);
        var recorded = svg.ofClass("recorded-point");
        var expected = svg.ofClass("expected-point");
        var rows = picture.table().rows();
        assertThat(rows).hasSize(recorded.size() + expected.size()).hasSizeLessThan(90);
        for (var i = 0; i < recorded.size(); i++) {
            var row = rows.get(i);
            assertThat(recorded.get(i).getAttribute("data-day")).isEqualTo(row.get(0));
            assertThat(recorded.get(i).getAttribute("data-entries")).isEqualTo(row.get(3));
        }
        for (var i = 0; i < expected.size(); i++) {
            var row = rows.get(recorded.size() + i);
            assertThat(
                            List.of(
                                    expected.get(i).getAttribute("data-day"),
                                    expected.get(i).getAttribute("data-late"),
                                    expected.get(i).getAttribute("data-expected"),
                                    expected.get(i).getAttribute("data-early")))
                    .containsExactly(row.get(0), row.get(2), row.get(3), row.get(4));
        }
        assertThat(rows.getLast().getFirst()).isEqualTo(TODAY.plusDays(1_825).toString());
    }

    @Test
    void placesAreInProportionToDaysAndEntries() throws Exception {
        var svg = new SvgReader(ForecastChart.draw("f", "Entries", data(490L)));
        var points = svg.ofClass("expected-point");
        var first = points.getFirst();
        var last = points.getLast();
        var perEntry = (number(last, "cy") - number(first, "cy")) / 1_825;
        var perDay = (number(last, "cx") - number(first, "cx")) / 1_825;
        for (var point : points) {
            var day =
                    (double)
                            java.time.temporal.ChronoUnit.DAYS.between(
                                    TODAY, LocalDate.parse(point.getAttribute("data-day")));
            assertThat(number(point, "cx"))
                    .isCloseTo(number(first, "cx") + perDay * day, within(0.05));
            assertThat(number(point, "cy"))
                    .isCloseTo(
                            number(first, "cy") + perEntry * (number(point, "data-expected") - 90),
                            within(0.05));
        }
        var limit = svg.ofClass("limit").getFirst();
        assertThat(number(limit, "y1"))
                .isCloseTo(number(first, "cy") + perEntry * (490 - 90), within(0.05));
        assertThat(svg.ofClass("range").getFirst().getAttribute("points").split(" ", -1))
                .hasSize(2 * points.size());
    }

    @Test
    void crossingsAreMarkedOnTheirDays() throws Exception {
        var picture = ForecastChart.draw("f", "Entries", data(490L));
        var svg = new SvgReader(picture);
        assertThat(svg.ofClass("crossing"))
                .extracting(line -> line.getAttribute("data-day"))
                .containsExactly(TODAY.plusDays(201).toString(), CROSSED.toString());
        assertThat(picture.table().rows())
                .filteredOn(row -> row.get(1).endsWith("crossing"))
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactly(
                        TODAY.plusDays(201) + " earliest crossing", CROSSED + " expected crossing");
    }

    @Test
    void aBudgetFarAboveIsNamedButDoesNotPressTheCurveDown() throws Exception {
        var svg = new SvgReader(ForecastChart.draw("f", "Entries", data(1_000_000L)));
        assertThat(svg.ofClass("limit")).isEmpty();
        assertThat(svg.ofClass("limit-label").getFirst().getTextContent()).contains("1000000");
        assertThat(number(svg.ofClass("expected-point").getLast(), "cy")).isLessThan(250);
    }

    @Test
    void aSingleDayWithoutHistoryIsDrawn() throws Exception {
        var one =
                new ForecastData(
                        List.of(),
                        List.of(new ForecastData.Expected(TODAY, 0, 0, 0, 350)),
                        null,
                        null);
        var picture = ForecastChart.draw("o", "Entries", one);
        assertThat(new SvgReader(picture).ofClass("expected-point")).hasSize(1);
        assertThat(picture.table().rows()).hasSize(1);
    }
}
