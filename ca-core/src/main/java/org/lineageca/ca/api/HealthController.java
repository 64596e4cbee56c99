package org.lineageca.ca.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.lineageca.ca.lifecycle.CheckHealth;

/** Whether a request for a certificate would succeed now. */
@AnswersProblems
@Controller("/health")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {

    /**
     * What was checked.
     *
     * @param status healthy, unhealthy, or refusing: nothing is signed until somebody acts
     * @param problems empty when all is well
     */
    @Serdeable
    record HealthView(String status, List<String> problems) {}

    private final CheckHealth checkHealth;

    HealthController(CheckHealth checkHealth) {
        this.checkHealth = checkHealth;
    }

    @ApiResponse(responseCode = "200", description = "All is well.", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "503",
            description = "Something is not.",
            useReturnTypeSchema = true)
    @Get
    HttpResponse<HealthView> health() {
        var found = checkHealth.look();
        var view = new HealthView(found.status(), found.problems());
        return found.isHealthy()
                ? HttpResponse.ok(view)
                : HttpResponse.serverError(view).status(503);
    }
}
