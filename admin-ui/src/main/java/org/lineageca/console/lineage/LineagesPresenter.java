package org.lineageca.console.lineage;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.forecast.Obligations;
import org.lineageca.ca.lifecycle.ListLineages;
import org.lineageca.ca.lifecycle.ListObligations;
import org.lineageca.ca.lifecycle.SetCrlBudget;
import org.lineageca.ca.lifecycle.TraceGenerations;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.ForecastChart;
import org.lineageca.console.picture.Picture;
import org.lineageca.console.picture.Timeline;

/** What the view of lineages shows and does. */
@Singleton
public final class LineagesPresenter {

    private static final Texts TEXTS = Texts.of(LineagesPresenter.class);

    /**
     * The whole view.
     *
     * @param everything the validity of all CA certificates
     * @param roots what generations outside of lineages owe
     */
    record Page(Picture everything, List<ObligationRow> roots, List<LineageSection> lineages) {}

    private final ListLineages listLineages;
    private final ListObligations listObligations;
    private final TraceGenerations traceGenerations;
    private final SetCrlBudget setCrlBudget;
    private final InstantSource clock;

    LineagesPresenter(
            ListLineages listLineages,
            ListObligations listObligations,
            TraceGenerations traceGenerations,
            SetCrlBudget setCrlBudget,
            InstantSource clock) {
        this.listLineages = listLineages;
        this.listObligations = listObligations;
        this.traceGenerations = traceGenerations;
        this.setCrlBudget = setCrlBudget;
        this.clock = clock;
    }

    Page page(Actor actor) {
        var now = clock.instant();
        var lineages = listLineages.all(actor);
        var bars = new LifeBars(traceGenerations.all(actor), lineages);
        var obligations = listObligations.all(actor);
        return new Page(
                Timeline.draw(
                        "timeline-all",
                        TEXTS.say("validity-of-all-ca-certificates"),
                        bars.all(),
                        now),
                rows(obligations, lineage -> lineage == null, now),
                lineages.stream()
                        .map(lineage -> section(lineage, bars, obligations, now))
                        .toList());
    }

    private static LineageSection section(
            ListLineages.Overview lineage, LifeBars bars, List<Obligations> owed, Instant now) {
        var role = lineage.settings().role();
        var forecast = lineage.forecast();
        return new LineageSection(
                role,
                sentence(lineage.generations()),
                lineage.lastSafeIssue().orElse(null),
                lineage.proposals(),
                lineage.proposals().stream().anyMatch(proposal -> proposal.isDue(now)),
                Timeline.draw(
                        "timeline-" + role,
                        TEXTS.say("validity-of-the-ca-certificates", role),
                        bars.of(role),
                        now),
                forecast == null
                        ? null
                        : ForecastChart.draw(
                                "forecast-" + role,
                                TEXTS.say("entries-on-the-crl-of", role),
                                ForecastPoints.of(forecast)),
                forecast == null ? List.of() : forecast.inWords(),
                lineage.settings().budget(),
                rows(owed, role::equals, now));
    }

    private static String sentence(List<Generation> generations) {
        return generations.stream()
                .filter(Generation.Enabled.class::isInstance)
                .findFirst()
                .map(enabled ->
                        TEXTS.say(
                                "generation-issues",
                                enabled.identity().name().commonName(),
                                enabled.identity().id().label()))
                .orElse(TEXTS.say("nothing-issues-enable-a-generation"));
    }

    private static List<ObligationRow> rows(
            List<Obligations> owed, Predicate<@Nullable String> lineage, Instant now) {
        return owed.stream()
                .filter(each -> lineage.test(each.generation().identity().lineage()))
                .map(each -> ObligationRow.of(each, now))
                .toList();
    }

    boolean maySetBudget(Actor actor) {
        return actor.may(Permission.ISSUE_CRL);
    }

    /** Sets the budget; null for no limit. */
    void setBudget(Actor actor, String role, @Nullable Integer entries, @Nullable Integer bytes) {
        setCrlBudget.set(
                actor,
                role,
                entries == null ? null : entries.longValue(),
                bytes == null ? null : bytes.longValue());
    }
}
