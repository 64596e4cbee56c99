package org.lineageca.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

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
                            "POST /issue-batches",
                            "GET /issue-batches",
                            "HEAD /issue-batches",
                            "GET /issue-batches/{id}",
                            "HEAD /issue-batches/{id}",
                            "GET /issue-batches/{id}/results",
                            "HEAD /issue-batches/{id}/results",
                            "POST /issue-batches/{id}/requests",
                            "POST /issue-batches/{id}/start",
                            "POST /issue-batches/{id}/pause",
                            "POST /issue-batches/{id}/resumption",
                            "POST /issue-batches/{id}/cancellation",
                            "POST /revocations",
                            "POST /revocations/release",
                            "POST /revocations/batches",
                            "POST /revocations/batches/{id}/certificates",
                            "POST /revocations/batches/{id}/revocation",
                            "GET /revocations/batches/{id}",
                            "HEAD /revocations/batches/{id}",
                            "GET /revocations/batches",
                            "HEAD /revocations/batches",
                            "POST /revocations/batches/selection",
                            "GET /revocations/batches/{id}/outlook",
                            "HEAD /revocations/batches/{id}/outlook",
                            "POST /revocations/batches/{id}/pause",
                            "POST /revocations/batches/{id}/resumption",
                            "GET /revocations/batches/{id}/results",
                            "HEAD /revocations/batches/{id}/results",
                            "GET /revocations/batches/{id}/evidence",
                            "HEAD /revocations/batches/{id}/evidence",
                            "GET /revocations/batches/{id}/evidence.pdf",
                            "HEAD /revocations/batches/{id}/evidence.pdf",
                            "POST /revocations/batches/{id}/reissue",
                            "POST /revocations/batches/{id}/reissue/pause",
                            "POST /revocations/batches/{id}/reissue/resumption",
                            "GET /revocations/batches/{id}/reissue",
                            "HEAD /revocations/batches/{id}/reissue",
                            "GET /revocations/batches/{id}/reissue/outlook",
                            "HEAD /revocations/batches/{id}/reissue/outlook",
                            "GET /revocations/batches/{id}/reissue/results",
                            "HEAD /revocations/batches/{id}/reissue/results",
                            "GET /revocations/batches/{id}/reissue/subscribers",
                            "HEAD /revocations/batches/{id}/reissue/subscribers",
                            "GET /blocked-keys",
                            "HEAD /blocked-keys",
                            "POST /blocked-keys",
                            "POST /blocked-keys/check",
                            "GET /crls",
                            "HEAD /crls",
                            "POST /crls",
                            "GET /generations/{label}/crl-policy",
                            "HEAD /generations/{label}/crl-policy",
                            "PUT /generations/{label}/crl-policy",
                            "GET /generations",
                            "HEAD /generations",
                            "GET /profiles",
                            "HEAD /profiles",
                            "GET /profiles/{name}",
                            "HEAD /profiles/{name}",
                            "GET /profiles/{name}/versions/{version}",
                            "HEAD /profiles/{name}/versions/{version}",
                            "GET /renewal-info/{certID}",
                            "HEAD /renewal-info/{certID}",
                            "GET /responder-keys",
                            "HEAD /responder-keys",
                            "POST /responder-keys/{keyId}/successor",
                            "POST /responder-keys/{keyId}/destruction",
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
                            "GET /audit/key",
                            "HEAD /audit/key",
                            "POST /audit/key",
                            "GET /audit/checkpoint",
                            "HEAD /audit/checkpoint",
                            "GET /audit/tile/{level}/{index:.+}",
                            "HEAD /audit/tile/{level}/{index:.+}",
                            "GET /audit/unsealed",
                            "HEAD /audit/unsealed",
                            "GET /audit/events",
                            "HEAD /audit/events",
                            "GET /audit/proofs/inclusion",
                            "HEAD /audit/proofs/inclusion",
                            "GET /audit/proofs/consistency",
                            "HEAD /audit/proofs/consistency",
                            "GET /reports/population",
                            "HEAD /reports/population",
                            "GET /openapi.yml",
                            "HEAD /openapi.yml",
                            "GET /health",
                            "HEAD /health");
        }
    }

    /** Every route but the description's own stands in the description, and nothing else does. */
    @Test
    void theOpenApiDocumentDescribesEveryRoute() throws IOException {
        try (var context = ApplicationContext.run();
                var document =
                        RoutesTest.class.getResourceAsStream("/META-INF/swagger/lineage-0.1.yml")) {
            Map<String, Object> described = new Yaml().load(document);
            var paths = (Map<?, ?>) Objects.requireNonNull(described.get("paths"));
            var operations = new ArrayList<String>();
            paths.forEach((path, methods) ->
                    ((Map<?, ?>) methods)
                            .keySet()
                            .forEach(method ->
                                    operations.add(
                                            method.toString().toUpperCase(Locale.ROOT)
                                                    + " "
                                                    + path)));
            assertThat(operations)
                    .containsExactlyInAnyOrderElementsOf(
                            context.getBean(Router.class)
                                    .uriRoutes()
                                    .map(route ->
                                            route.getHttpMethodName()
                                                    + " "
                                                    + route.getUriMatchTemplate()
                                                            .toString()
                                                            .replace(":.+}", "}"))
                                    .filter(route ->
                                            !route.startsWith("HEAD ")
                                                    && !route.endsWith("/openapi.yml"))
                                    .distinct()
                                    .toList());
        }
    }
}
