package org.lineageca.console.population;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.lifecycle.CountPopulation;
import org.lineageca.ca.population.Counts;
import org.lineageca.ca.population.Population;
import org.lineageca.ca.population.PopulationCsv;
import org.lineageca.console.picture.CountBars;
import org.lineageca.console.picture.ExpiryChart;
import org.lineageca.console.picture.Numbers;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.watch.KeyFigure;

/** How many certificates there are, as the view shows it. */
@Singleton
public final class PopulationPresenter {

    private final CountPopulation countPopulation;

    PopulationPresenter(CountPopulation countPopulation) {
        this.countPopulation = countPopulation;
    }

    PopulationPage page(Actor actor) {
        return page(countPopulation.report(actor));
    }

    static PopulationPage page(Population population) {
        var total = population.total();
        return new PopulationPage(
                population.asOf(),
                figures(total),
                ExpiryChart.draw(
                        "expiry", "Certificates by the month they expire in", total.expiring()),
                List.of(
                        section(population, Population.Grouping.LINEAGE, "lineage", "Lineage"),
                        section(population, Population.Grouping.CA, "ca", "CA"),
                        section(population, Population.Grouping.PROFILE, "profile", "Profile"),
                        section(population, Population.Grouping.KEY_TYPE, "key-type", "Key type")),
                population.rows().stream()
                        .map(Population.Row::ca)
                        .filter(ca -> !ca.hasRecords())
                        .distinct()
                        .count());
    }

    /** The report as a file. */
    byte[] csv(Actor actor) {
        return PopulationCsv.write(countPopulation.report(actor)).getBytes(StandardCharsets.UTF_8);
    }

    private static List<KeyFigure> figures(Counts total) {
        return List.of(
                figure("Issued", total.issued(), "all that were ever promised"),
                figure("Unexpired", total.unexpired(), share(total.unexpired(), total.issued())),
                figure("Valid", total.valid(), "unexpired and not revoked"),
                figure("Revoked", total.revoked(), share(total.revoked(), total.issued())),
                figure("On hold", total.onHold(), "counted as revoked, too"));
    }

    private static KeyFigure figure(String name, long number, String note) {
        return new KeyFigure(name, Numbers.show(number), note, Badge.Tone.QUIET);
    }

    private static String share(long part, long all) {
        return all == 0
                ? "of none"
                : String.format(Locale.ROOT, "%.1f %% of all", 100.0 * part / all);
    }

    private static PopulationPage.Section section(
            Population population, Population.Grouping grouping, String id, String kind) {
        var title = "By " + (kind.equals("CA") ? kind : kind.toLowerCase(Locale.ROOT));
        return new PopulationPage.Section(
                title,
                CountBars.draw(
                        id,
                        "Certificates "
                                + title.substring(0, 1).toLowerCase(Locale.ROOT)
                                + title.substring(1),
                        kind,
                        population.by(grouping).entrySet().stream()
                                .map(PopulationPresenter::bar)
                                .toList()));
    }

    private static CountBars.Bar bar(Map.Entry<String, Counts> sum) {
        var counts = sum.getValue();
        return new CountBars.Bar(
                sum.getKey(),
                counts.issued(),
                counts.unexpired(),
                counts.revoked(),
                counts.onHold(),
                counts.valid());
    }
}
