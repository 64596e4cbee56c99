package org.lineageca.ca.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;

/** This interface, described (OpenAPI 3), as the compiler read it from the controllers. */
@Hidden
@Controller("/openapi.yml")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OpenApiController {

    private static final String DOCUMENT = "/META-INF/swagger/lineage-0.1.yml";

    @Get(produces = "application/yaml")
    String document(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor) throws IOException {
        actor.require(Permission.VIEW);
        try (var document = OpenApiController.class.getResourceAsStream(DOCUMENT)) {
            if (document == null) {
                throw new IllegalStateException("the build left out " + DOCUMENT);
            }
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
