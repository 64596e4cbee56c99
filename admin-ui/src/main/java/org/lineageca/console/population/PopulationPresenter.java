package org.lineageca.console.population;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.lifecycle.CountPopulation;
import org.lineageca.ca.population.Counts;
import org.lineageca.ca.population.Population;
import org.lineageca.ca.population.PopulationCsv;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.CountBars;
import org.lineageca.console.picture.ExpiryChart;
import org.lineageca.console.picture.Numbers;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.watch.KeyFigure;

/** How many certificates there are, as the view shows it. */
@Singleton
public final class PopulationPresenter {

    private static final Texts TEXTS = Texts.of(PopulationPresenter.class);

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
                        "expiry", TEXTS.say("certificates-by-the-month-they"), total.expiring()),
                List.of(
                        section(
                                population,
                                Population.Grouping.LINEAGE,
                                "lineage",
                                new Titles(
                                        TEXTS.say("by-lineage"),
                                        TEXTS.say("certificates-by-lineage"),
                                        TEXTS.say("lineage"))),
                        section(
                                population,
                                Population.Grouping.CA,
                                "ca",
                                new Titles(
                                        TEXTS.say("by-ca"),
                                        TEXTS.say("certificates-by-ca"),
                                        TEXTS.say("ca"))),
                        section(
                                population,
                                Population.Grouping.PROFILE,
                                "profile",
                                new Titles(
                                        TEXTS.say("by-profile"),
                                        TEXTS.say("certificates-by-profile"),
                                        TEXTS.say("profile"))),
                        section(
                                population,
                                Population.Grouping.KEY_TYPE,
                                "key-type",
                                new Titles(
                                        TEXTS.say("by-key-type"),
                                        TEXTS.say("certificates-by-key-type"),
                                        TEXTS.say("key-type")))),
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
                figure(
                        TEXTS.say("issued"),
                        total.issued(),
                        TEXTS.say("all-that-were-ever-promised")),
                figure(
                        TEXTS.say("unexpired"),
                        total.unexpired(),
                        share(total.unexpired(), total.issued())),
                figure(TEXTS.say("valid"), total.valid(), TEXTS.say("unexpired-and-not-revoked")),
                figure(
                        TEXTS.say("revoked"),
                        total.revoked(),
                        share(total.revoked(), total.issued())),
                figure(TEXTS.say("on-hold"), total.onHold(), TEXTS.say("counted-as-revoked-too")));
    }

    private static KeyFigure figure(String name, long number, String note) {
        return new KeyFigure(name, Numbers.show(number), note, Badge.Tone.QUIET);
    }

    private static String share(long part, long all) {
        return all == 0
                ? TEXTS.say("of-none")
                : TEXTS.say("of-all", Numbers.show(100.0 * part / all, 1));
    }

    /** What a section, its picture, and what it counts by are called. */
    private record Titles(String section, String picture, String kind) {}

    private static PopulationPage.Section section(
            Population population, Population.Grouping grouping, String id, Titles titles) {
        return new PopulationPage.Section(
                titles.section(),
                CountBars.draw(
                        id,
                        titles.picture(),
                        titles.kind(),
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
