package org.lineageca.console.freshness;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.forecast.CrlForecast;
import org.lineageca.ca.forecast.PublishedCrl;
import org.lineageca.ca.lifecycle.ForecastCrls;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.ca.lifecycle.SetCrlPolicy;
import org.lineageca.ca.lifecycle.TraceCrls;
import org.lineageca.console.freshness.FreshnessPresenter.CrlRow;
import org.lineageca.console.language.Texts;
import org.lineageca.console.lineage.ForecastPoints;
import org.lineageca.console.picture.ForecastChart;
import org.lineageca.console.picture.HistoryChart;
import org.lineageca.console.picture.Picture;

/** What the pages of one CRL scope and of a generation's CRL policy show and do. */
@Singleton
public final class CrlsPresenter {

    private static final Texts TEXTS = Texts.of(CrlsPresenter.class);

    /**
     * A generation and its policy.
     *
     * @param mayChange whether it signs CRLs, and the person may decide about them
     */
    record PolicyPage(Generation generation, CrlPolicy policy, boolean mayChange) {}

    private final FreshnessPresenter freshness;
    private final ListGenerations generations;
    private final SetCrlPolicy setCrlPolicy;
    private final TraceCrls traceCrls;
    private final ForecastCrls forecastCrls;

    CrlsPresenter(
            FreshnessPresenter freshness,
            ListGenerations generations,
            SetCrlPolicy setCrlPolicy,
            TraceCrls traceCrls,
            ForecastCrls forecastCrls) {
        this.freshness = freshness;
        this.generations = generations;
        this.setCrlPolicy = setCrlPolicy;
        this.traceCrls = traceCrls;
        this.forecastCrls = forecastCrls;
    }

    Optional<ScopePage> scope(Actor actor, String label, String place) {
        return freshness.crls(actor).stream()
                .filter(row -> row.standing().generation().label().equals(label))
                .filter(row -> row.standing().place().equals(place))
                .findFirst()
                .flatMap(row ->
                        generation(actor, label).map(generation -> page(actor, row, generation)));
    }

    private ScopePage page(Actor actor, CrlRow row, Generation generation) {
        var standing = row.standing();
        var history = traceCrls.history(actor, standing.generation(), standing.place());
        var forecast = forecast(actor, row, generation);
        return new ScopePage(
                row,
                generation.identity().lineage(),
                forecast.map(CrlForecast::inWords).orElse(List.of()),
                forecast.isPresent()
                        ? forecast(forecast.get())
                        : history(
                                "entries",
                                TEXTS.say("entries-of-the-crl"),
                                TEXTS.say("entries"),
                                history,
                                PublishedCrl::entries,
                                null),
                history(
                        "bytes",
                        TEXTS.say("size-of-the-crl"),
                        TEXTS.say("bytes"),
                        history,
                        PublishedCrl::bytes,
                        forecast.map(each -> each.budget().bytes()).orElse(null)));
    }

    /** Of the complete CRL of a generation that issues, and of its shards. */
    private Optional<CrlForecast> forecast(Actor actor, CrlRow row, Generation generation) {
        var lineage = generation.identity().lineage();
        return lineage != null && generation instanceof Generation.Enabled
                ? forecastCrls.forecast(actor, lineage, row.standing().place())
                : Optional.empty();
    }

    private static Picture forecast(CrlForecast forecast) {
        return ForecastChart.draw(
                "entries", TEXTS.say("entries-on-the-crl"), ForecastPoints.of(forecast));
    }

    private static @Nullable Picture history(
            String id,
            String title,
            String unit,
            List<PublishedCrl> history,
            ToLongFunction<PublishedCrl> value,
            @Nullable Long limit) {
        if (history.isEmpty()) {
            return null;
        }
        var points =
                history.stream()
                        .map(crl -> new HistoryChart.Point(crl.day(), value.applyAsLong(crl)))
                        .toList();
        return HistoryChart.draw(id, title, new HistoryChart.Data(unit, points, limit));
    }

    Optional<PolicyPage> policy(Actor actor, String label) {
        return generation(actor, label)
                .map(generation ->
                        new PolicyPage(
                                generation,
                                setCrlPolicy.policy(actor, generation.identity().id()),
                                generation instanceof Generation.CrlSigning
                                        && actor.may(Permission.SET_CRL_POLICY)));
    }

    /** Sets it in place of the one before. */
    void set(Actor actor, Generation generation, CrlPolicy policy) {
        setCrlPolicy.set(actor, generation.identity().id(), policy);
    }

    private Optional<Generation> generation(Actor actor, String label) {
        return generations.all(actor).stream()
                .filter(generation -> generation.identity().id().label().equals(label))
                .findFirst();
    }
}
