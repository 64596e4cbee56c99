package org.lineageca.console.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryChartTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-21");

    private static Picture draw(Long limit, Long... values) {
        var first = DAY.minusDays(values.length - 1L);
        var points = new java.util.ArrayList<HistoryChart.Point>();
        for (var i = 0; i < values.length; i++) {
            points.add(new HistoryChart.Point(first.plusDays(i), values[i]));
        }
        return HistoryChart.draw("h", "Size", new HistoryChart.Data("bytes", points, limit));
    }

    @Test
    void everyNumberDrawnIsInTheTable() throws Exception {
        var picture = draw(100L, 40L, 60L, 55L);
        var points = new SvgReader(picture).ofClass("recorded-point");
        assertThat(picture.table().rows())
                .isEqualTo(
                        points.stream()
                                .map(point ->
                                        List.of(
                                                point.getAttribute("data-day"),
                                                point.getAttribute("data-value")))
                                .toList())
                .hasSize(3);
        assertThat(new SvgReader(picture).ofClass("limit")).hasSize(1);
    }

    @Test
    void oneDayIsEnoughAndAFarBudgetPressesNothingDown() throws Exception {
        var picture = draw(1_000_000L, 40L);
        assertThat(new SvgReader(picture).ofClass("limit")).isEmpty();
        assertThat(picture.svg()).contains("budget 1000000, far above");
    }
}
