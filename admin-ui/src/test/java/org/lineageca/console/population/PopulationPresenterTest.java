package org.lineageca.console.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.population.Counts;
import org.lineageca.ca.population.Population;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.console.watch.KeyFigure;
import org.lineageca.octets.Octets;

class PopulationPresenterTest {

    private static Population.Row row(String lineage, String keyType, boolean hasRecords) {
        return new Population.Row(
                new Population.Ca(
                        new GenerationId(
                                Octets.of(lineage.getBytes(StandardCharsets.UTF_8)).sha256()),
                        lineage,
                        "CA of " + lineage,
                        "Retired",
                        hasRecords),
                "tls-server",
                keyType,
                new Counts(
                        1_000,
                        400,
                        10,
                        1,
                        395,
                        new TreeMap<>(Map.of(YearMonth.of(2027, 1), 400L))));
    }

    @Test
    void thePageSumsUpByEveryKind() {
        var page =
                PopulationPresenter.page(
                        new Population(
                                Instant.EPOCH,
                                List.of(
                                        row("servers", "ec-p256", true),
                                        row("servers", "rsa-2048", true),
                                        row("old", "rsa-2048", false))));
        assertThat(page.figures())
                .extracting(KeyFigure::name, KeyFigure::value)
                .contains(tuple("Issued", "3,000"), tuple("Valid", "1,185"));
        assertThat(page.kinds())
                .extracting(PopulationPage.Section::title)
                .containsExactly("By lineage", "By CA", "By profile", "By key type");
        assertThat(page.kinds().getLast().picture().table().rows())
                .containsExactlyInAnyOrder(
                        List.of("ec-p256", "1,000", "400", "10", "1", "395"),
                        List.of("rsa-2048", "2,000", "800", "20", "2", "790"));
        assertThat(page.expiry().table().rows()).containsExactly(List.of("2027-01", "1,200"));
        assertThat(page.dropped()).isOne();
    }
}
