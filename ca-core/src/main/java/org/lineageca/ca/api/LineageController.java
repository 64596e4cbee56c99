package org.lineageca.ca.api;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.ForecastCrls;
import org.lineageca.ca.lifecycle.ListLineages;
import org.lineageca.ca.lifecycle.ListObligations;
import org.lineageca.ca.lifecycle.SetCrlBudget;

/** Lineages: what is ahead of them, and what their generations owe. */
@AnswersProblems
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class LineageController {

    /**
     * What is asked for, in place of the budget before.
     *
     * @param entries null or absent for no limit
     * @param bytes null or absent for no limit
     */
    @Serdeable
    record BudgetRequest(@Nullable Long entries, @Nullable Long bytes) {}

    private final ListLineages listLineages;
    private final ForecastCrls forecastCrls;
    private final SetCrlBudget setCrlBudget;
    private final ListObligations listObligations;
    private final InstantSource clock;

    LineageController(
            ListLineages listLineages,
            ForecastCrls forecastCrls,
            SetCrlBudget setCrlBudget,
            ListObligations listObligations,
            InstantSource clock) {
        this.listLineages = listLineages;
        this.forecastCrls = forecastCrls;
        this.setCrlBudget = setCrlBudget;
        this.listObligations = listObligations;
        this.clock = clock;
    }

    @Get("/lineages")
    List<LineageView> list(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor) {
        var now = clock.instant();
        return listLineages.all(actor).stream()
                .map(lineage -> LineageView.of(lineage, now))
                .toList();
    }

    @Get("/lineages/{role}/forecast")
    ForecastView forecast(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            String role,
            @QueryValue(defaultValue = CrlScope.COMPLETE) String scope) {
        return forecastCrls
                .forecast(actor, role, scope)
                .map(forecast ->
                        ForecastView.of(forecast, forecastCrls.certificatesOut(actor, role)))
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.NOT_FOUND,
                                "No generation of lineage '"
                                        + role
                                        + "' is enabled, or its CRL '"
                                        + scope
                                        + "' is none that is forecast. Enable one, or ask for 'complete' or 'shard-N'."));
    }

    @Put("/lineages/{role}/budget")
    LineageView.BudgetView budget(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            String role,
            @Body BudgetRequest request) {
        return LineageView.BudgetView.of(
                setCrlBudget.set(actor, role, request.entries(), request.bytes()));
    }

    @Get("/generations/{label}/obligations")
    ObligationsView obligations(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, String label) {
        return ObligationsView.of(listObligations.of(actor, label), clock.instant());
    }
}
