package org.lineageca.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.web.router.Router;
import org.junit.jupiter.api.Test;

/** A route that is not in this list must not exist: each was thought about. */
class RoutesTest {

    @Test
    void everyRouteIsListedHere() {
        try (var context = ApplicationContext.run()) {
            assertThat(
                            context.getBean(Router.class)
                                    .uriRoutes()
                                    .map(route ->
                                            route.getHttpMethodName()
                                                    + " "
                                                    + route.getUriMatchTemplate())
                                    .distinct())
                    .containsExactlyInAnyOrder(
                            "POST /certificates",
                            "GET /certificates",
                            "GET /certificates/{reference}",
                            "HEAD /certificates",
                            "HEAD /certificates/{reference}",
                            "POST /revocations",
                            "POST /crls",
                            "GET /generations",
                            "HEAD /generations",
                            "POST /acts/preview",
                            "POST /acts",
                            "GET /acts",
                            "HEAD /acts",
                            "GET /acts/{id}",
                            "HEAD /acts/{id}",
                            "POST /acts/{id}/approval",
                            "POST /acts/{id}/withdrawal",
                            "POST /generations/{label}/request",
                            "GET /generations/{label}/certificates",
                            "HEAD /generations/{label}/certificates",
                            "POST /generations/{label}/certificates",
                            "GET /generations/{label}/obligations",
                            "HEAD /generations/{label}/obligations",
                            "GET /lineages",
                            "HEAD /lineages",
                            "GET /lineages/{role}/forecast",
                            "HEAD /lineages/{role}/forecast",
                            "PUT /lineages/{role}/budget",
                            "POST /paths",
                            "GET /lineages/{role}/acceptable-cas",
                            "HEAD /lineages/{role}/acceptable-cas",
                            "GET /lineages/{role}/acceptable-cas.pem",
                            "HEAD /lineages/{role}/acceptable-cas.pem",
                            "GET /health",
                            "HEAD /health");
        }
    }
}
