package org.lineageca.ca.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.lineageca.ca.lifecycle.CheckHealth;

/** Whether a request for a certificate would succeed now. */
@Controller("/health")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {

    /** What was checked; {@code problems} is empty when all is well. */
    @Serdeable
    record HealthView(String status, List<String> problems) {}

    private final CheckHealth checkHealth;

    HealthController(CheckHealth checkHealth) {
        this.checkHealth = checkHealth;
    }

    @Get
    HttpResponse<HealthView> health() {
        var problems = checkHealth.problems();
        return problems.isEmpty()
                ? HttpResponse.ok(new HealthView("healthy", problems))
                : HttpResponse.serverError(new HealthView("unhealthy", problems)).status(503);
    }
}
