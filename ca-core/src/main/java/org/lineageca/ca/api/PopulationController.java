package org.lineageca.ca.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.lifecycle.CountPopulation;
import org.lineageca.ca.population.PopulationCsv;

/** How many certificates there are. */
@AnswersProblems
@Controller("/reports/population")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PopulationController {

    private static final String CSV = "text/csv";

    private final CountPopulation countPopulation;

    PopulationController(CountPopulation countPopulation) {
        this.countPopulation = countPopulation;
    }

    /** In the form the caller takes; JSON where both are welcome. */
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = PopulationView.class)),
                @Content(mediaType = CSV, schema = @Schema(type = "string"))
            })
    @Get(produces = {MediaType.APPLICATION_JSON, CSV})
    HttpResponse<?> report(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, HttpRequest<?> request) {
        var population = countPopulation.report(actor);
        return wantsCsv(request)
                ? HttpResponse.ok(PopulationCsv.write(population))
                        .contentType(CSV + "; charset=utf-8; header=present")
                : HttpResponse.ok(PopulationView.of(population));
    }

    private static boolean wantsCsv(HttpRequest<?> request) {
        return request.accept().stream()
                .map(MediaType::getName)
                .filter(name ->
                        name.equals(CSV)
                                || name.equals(MediaType.APPLICATION_JSON)
                                || name.equals(MediaType.ALL))
                .findFirst()
                .filter(CSV::equals)
                .isPresent();
    }
}
