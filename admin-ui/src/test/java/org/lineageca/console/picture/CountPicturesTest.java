package org.lineageca.console.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountPicturesTest {

    private static final YearMonth MONTH = YearMonth.of(2026, 11);

    @Test
    void everyMonthHasABarAndTheTableTheSameNumbers() throws Exception {
        var picture =
                ExpiryChart.draw(
                        "e",
                        "Expiry",
                        new TreeMap<>(Map.of(MONTH, 3L, MONTH.plusMonths(2), 1_200_000L)));
        var bars = new SvgReader(picture).ofClass("expiring");
        assertThat(bars.stream().map(bar -> bar.getAttribute("data-value")))
                .containsExactly("3", "0", "1200000");
        assertThat(SvgReader.number(bars.get(2), "height"))
                .isGreaterThan(SvgReader.number(bars.get(0), "height"));
        assertThat(picture.table().rows())
                .containsExactly(List.of("2026-11", "3"), List.of("2027-01", "1,200,000"));
    }

    @Test
    void whatExpiresInYearsIsOneBarAndNothingIsNone() throws Exception {
        var months = new TreeMap<YearMonth, Long>();
        for (var i = 0; i < 600; i++) {
            months.put(MONTH.plusMonths(i), 1L);
        }
        var picture = ExpiryChart.draw("e", "Expiry", months);
        var bars = new SvgReader(picture).ofClass("expiring");
        assertThat(bars).hasSize(37);
        assertThat(bars.getLast().getAttribute("data-value")).isEqualTo("564");
        assertThat(picture.table().rows()).hasSize(600);
        assertThat(
                        new SvgReader(ExpiryChart.draw("e", "Expiry", new TreeMap<>()))
                                .ofClass("expiring"))
                .isEmpty();
    }

    @Test
    void aBarIsAsLongAsThereAreUnexpiredCertificatesOfItsKind() throws Exception {
        var picture =
                CountBars.draw(
                        "c",
                        "By profile",
                        "Profile",
                        List.of(
                                new CountBars.Bar("tls & \"server\"", 100, 40, 30, 1, 30),
                                new CountBars.Bar("none", 0, 0, 0, 0, 0)));
        var parts = new SvgReader(picture).ofClass("part");
        assertThat(parts.stream().map(part -> part.getAttribute("data-value")))
                .containsExactly("30", "10", "0", "0");
        assertThat(SvgReader.number(parts.get(0), "width"))
                .isEqualTo(3 * SvgReader.number(parts.get(1), "width"));
        assertThat(picture.table().rows().getFirst())
                .containsExactly("tls & \"server\"", "100", "40", "30", "1", "30");
        assertThat(picture.table().html())
                .startsWith("<table><caption>")
                .contains("<tbody><tr><td>tls &amp; &quot;server&quot;</td><td>100</td><td>40</td>")
                .endsWith("</tr></tbody></table>");
    }
}
