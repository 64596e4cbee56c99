package org.lineageca.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.web.router.Router;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.lifecycle.PrincipalStore;
import org.lineageca.ca.x509.Pem;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.octets.Octets;

/**
 * Tries every route with every role, and with none. A route may be asked by whoever has the
 * permission its use case requires, and by nobody else; one that is missing here fails. Every
 * answer is one that the OpenAPI document describes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteMatrixTest {

    private static final String JSON = "application/json";
    private static final String PEM = "application/x-pem-file";

    /**
     * A request that gets as far as the use case.
     *
     * @param permission what the use case requires; null where anybody may ask
     */
    private record Asked(
            @Nullable Permission permission,
            String path,
            @Nullable String contentType,
            @Nullable String body) {}

    @TempDir private static Path folder = Path.of("");

    private final Map<String, Asked> table = new HashMap<>();
    private final OpenApiDescription description = OpenApiDescription.read();
    private @Nullable RunningService started;

    @BeforeAll
    void start() {
        var service = RunningService.start(folder, Map.of());
        started = service;
        var label = service.issuing().identity().id().label();
        views(label);
        certificates();
        issueBatches();
        massRevocation();
        keys();
        authorities(service, label);
        acts(label);
    }

    @AfterAll
    void close() {
        service().close();
    }

    @Test
    void everyRouteIsInTheTable() {
        assertThat(new TreeSet<>(routes()))
                .as("routes of the service, and those whose permission is known here")
                .isEqualTo(new TreeSet<>(table.keySet()));
    }

    @TestFactory
    Stream<DynamicTest> onlyThoseMayAskWhoHaveThePermissionOfTheUseCase() {
        var clients =
                Stream.concat(
                                Arrays.stream(TrustedRole.values()).map(TrustedRole::name),
                                Stream.of(RunningService.STRANGER))
                        .toList();
        var tests = new ArrayList<DynamicTest>();
        for (var route : routes().stream().sorted().toList()) {
            for (var client : clients) {
                tests.add(
                        DynamicTest.dynamicTest(route + " as " + client, () -> ask(route, client)));
            }
        }
        return tests.stream();
    }

    @Test
    void whoIsRegisteredAndNotAcceptedAnyMoreIsToldWhy() {
        var name = "leaver";
        service().add(name, TrustedRole.Auditor);
        assertThat(service().send(name, service().request("/generations").GET()).statusCode())
                .isEqualTo(200);
        service()
                .context()
                .getBean(PrincipalStore.class)
                .remove(name, Instant.now(), new Actor.Installation("test"));
        var refused = service().send(name, service().request("/generations").GET());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(Problem.MEDIA_TYPE));
        assertThat(refused.body())
                .contains("urn:lineage:problem:client-refused", "leaver was removed on 20");
    }

    private void ask(String route, String client) {
        var asked = Objects.requireNonNull(table.get(route), "nothing is known of " + route);
        var method = route.substring(0, route.indexOf(' '));
        var request = service().request(asked.path());
        if (asked.contentType() != null) {
            request.header("Content-Type", asked.contentType());
        }
        var body = asked.body();
        request.method(
                method,
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body));

        var response = service().send(client, request);

        if (!method.equals("HEAD") && !route.endsWith("/openapi.yml")) {
            description.assertDescribes(route, response);
        }
        if (asked.permission() == null) {
            assertThat(response.statusCode()).isEqualTo(200);
        } else if (client.equals(RunningService.STRANGER)) {
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).contains(problem(method, "unknown-client"));
        } else if (!TrustedRole.valueOf(client).may(asked.permission())) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(403);
            assertThat(response.body()).contains(problem(method, "not-authorised"));
        } else {
            // Refused for what it asks, or done: in either case the use case let it pass.
            assertThat(response.statusCode())
                    .as(response.body())
                    .isLessThan(500)
                    .isNotIn(401, 403, 405, 406, 415);
            assertThat(response.body()).doesNotContain("is missing. Nothing was done. Add it");
        }
    }

    private static String problem(String method, String kind) {
        return method.equals("HEAD") ? "" : "urn:lineage:problem:" + kind;
    }

    private List<String> routes() {
        return service()
                .context()
                .getBean(Router.class)
                .uriRoutes()
                .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
                .distinct()
                .toList();
    }

    private RunningService service() {
        var running = started;
        if (running == null) {
            throw new IllegalStateException("the service was not started");
        }
        return running;
    }

    private void views(String label) {
        get("/health", null, "/health");
        get("/openapi.yml", Permission.VIEW, "/openapi.yml");
        get("/certificates", Permission.VIEW, "/certificates?query=example");
        get("/certificates/{reference}", Permission.VIEW, "/certificates/0123456789");
        get("/revocations/batches/{id}", Permission.VIEW, "/revocations/batches/999");
        get("/blocked-keys", Permission.VIEW, "/blocked-keys");
        get("/revocations/batches", Permission.VIEW, "/revocations/batches");
        var list = "/revocations/batches/999";
        for (var part : List.of("/outlook", "/results", "/evidence", "/evidence.pdf")) {
            get("/revocations/batches/{id}" + part, Permission.VIEW, list + part);
        }
        for (var part : List.of("", "/outlook", "/results", "/subscribers")) {
            get(
                    "/revocations/batches/{id}/reissue" + part,
                    Permission.VIEW,
                    list + "/reissue" + part);
        }
        get("/crls", Permission.VIEW, "/crls");
        get("/generations", Permission.VIEW, "/generations");
        get("/profiles", Permission.VIEW, "/profiles");
        get("/profiles/{name}", Permission.VIEW, "/profiles/tls-server");
        get(
                "/profiles/{name}/versions/{version}",
                Permission.VIEW,
                "/profiles/tls-server/versions/1");
        get(
                "/renewal-info/{certID}",
                Permission.VIEW,
                "/renewal-info/aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE");
        get("/responder-keys", Permission.VIEW, "/responder-keys");
        get("/audit/key", Permission.VIEW, "/audit/key");
        post("/audit/key", Permission.DECIDE, "/audit/key", "{}");
        get("/audit/checkpoint", Permission.VIEW, "/audit/checkpoint");
        get("/audit/tile/{level}/{index:.+}", Permission.VIEW, "/audit/tile/0/000.p/1");
        get("/audit/unsealed", Permission.VIEW, "/audit/unsealed");
        get("/audit/events", Permission.VIEW, "/audit/events");
        get("/audit/proofs/inclusion", Permission.VIEW, "/audit/proofs/inclusion?sequence=1");
        get("/audit/proofs/consistency", Permission.VIEW, "/audit/proofs/consistency?from=1&to=1");
        get("/acts", Permission.VIEW, "/acts");
        get("/acts/{id}", Permission.VIEW, "/acts/999");
        get("/lineages", Permission.VIEW, "/lineages");
        get("/reports/population", Permission.VIEW, "/reports/population");
        var role = "/lineages/" + RunningService.LINEAGE;
        get("/lineages/{role}/forecast", Permission.VIEW, role + "/forecast");
        get("/lineages/{role}/acceptable-cas", Permission.VIEW, role + "/acceptable-cas");
        get("/lineages/{role}/acceptable-cas.pem", Permission.VIEW, role + "/acceptable-cas.pem");
        var generation = "/generations/" + label;
        get("/generations/{label}/crl-policy", Permission.VIEW, generation + "/crl-policy");
        get("/generations/{label}/certificates", Permission.VIEW, generation + "/certificates");
        get("/generations/{label}/obligations", Permission.VIEW, generation + "/obligations");
    }

    private void certificates() {
        table.put(
                "POST /certificates",
                new Asked(
                        Permission.ISSUE,
                        "/certificates?profile=tls-server",
                        PEM,
                        Pem.encode("CERTIFICATE REQUEST", TestRequests.server("matrix.example"))));
        var revocation = "{\"certificate\":\"0123456789\",\"reason\":\"superseded\"}";
        post("/revocations", Permission.REVOKE, "/revocations", revocation);
        post(
                "/revocations/release",
                Permission.REVOKE,
                "/revocations/release",
                "{\"certificate\":\"0123456789\",\"because\":\"found again\"}");
        var list = "{\"certificates\":[\"0123456789\"]}";
        post("/revocations/batches", Permission.REVOKE, "/revocations/batches", list);
        post(
                "/revocations/batches/{id}/certificates",
                Permission.REVOKE,
                "/revocations/batches/999/certificates",
                list);
        post(
                "/revocations/batches/{id}/revocation",
                Permission.REVOKE,
                "/revocations/batches/999/revocation",
                "{\"reason\":\"superseded\"}");
    }

    private void issueBatches() {
        var batches = "/issue-batches";
        get(batches, Permission.VIEW, batches);
        get(batches + "/{id}", Permission.VIEW, batches + "/999");
        get(batches + "/{id}/results", Permission.VIEW, batches + "/999/results");
        post(batches, Permission.ISSUE, batches, "{\"profile\":\"tls-server\"}");
        post(
                batches + "/{id}/requests",
                Permission.ISSUE,
                batches + "/999/requests",
                "{\"requests\":[\"none\"]}");
        for (var verb : List.of("start", "pause", "resumption", "cancellation")) {
            post(
                    batches + "/{id}/" + verb,
                    Permission.ISSUE,
                    "%s/999/%s".formatted(batches, verb),
                    "{}");
        }
    }

    private void massRevocation() {
        post(
                "/revocations/batches/selection",
                Permission.REVOKE,
                "/revocations/batches/selection",
                "{\"where\":{\"profile\":\"no-such-profile\"}}");
        for (var verb : List.of("pause", "resumption")) {
            post(
                    "/revocations/batches/{id}/" + verb,
                    Permission.DECIDE,
                    "/revocations/batches/999/" + verb,
                    "{}");
            post(
                    "/revocations/batches/{id}/reissue/" + verb,
                    Permission.DECIDE,
                    "/revocations/batches/999/reissue/" + verb,
                    "{}");
        }
        post(
                "/revocations/batches/{id}/reissue",
                Permission.ISSUE,
                "/revocations/batches/999/reissue",
                "{\"reason\":\"a test\"}");
    }

    private void keys() {
        post(
                "/blocked-keys",
                Permission.REVOKE,
                "/blocked-keys",
                "{\"spkiSha256\":\"%s\",\"why\":\"a test\"}".formatted("00".repeat(32)));
        post("/blocked-keys/check", Permission.VIEW, "/blocked-keys/check", "{\"key\":\"none\"}");
    }

    private void authorities(RunningService service, String label) {
        post("/crls", Permission.ISSUE_CRL, "/crls", "{}");
        var generation = "/generations/" + label;
        table.put(
                "PUT /generations/{label}/crl-policy",
                new Asked(
                        Permission.SET_CRL_POLICY,
                        generation + "/crl-policy",
                        JSON,
                        "{\"schedule\":{\"period\":\"PT12H\",\"lifetime\":\"P7D\"}}"));
        table.put(
                "PUT /lineages/{role}/budget",
                new Asked(
                        Permission.ISSUE_CRL,
                        "/lineages/" + RunningService.LINEAGE + "/budget",
                        JSON,
                        "{\"entries\":1000}"));
        post("/generations/{label}/request", Permission.DECIDE, generation + "/request", "{}");
        var certificate = Pem.chain(List.of(service.root().certificate().der()));
        table.put(
                "POST /generations/{label}/certificates",
                new Asked(Permission.DECIDE, generation + "/certificates", PEM, certificate));
        post(
                "/paths",
                Permission.VIEW,
                "/paths",
                "{\"certificate\":\"%s\"}".formatted(certificate.replace("\n", "\\n")));
        var key = Octets.of(new byte[] {1, 2, 3});
        var encoded = Base64.getEncoder().encodeToString(key.toArray());
        post(
                "/responder-keys/{keyId}/successor",
                Permission.DECIDE,
                "/responder-keys/0123/successor",
                "{\"publicKey\":\"%s\"}".formatted(encoded));
        post(
                "/responder-keys/{keyId}/destruction",
                Permission.DECIDE,
                "/responder-keys/%s/destruction".formatted(KeyId.of(key)),
                "{\"publicKey\":\"%s\",\"token\":\"responder\",\"refusal\":\"gone\"}"
                        .formatted(encoded));
    }

    private void acts(String label) {
        var renew = "{\"kind\":\"renew\",\"generation\":\"%s\"}".formatted(label);
        post(
                "/acts/preview",
                Permission.DECIDE,
                "/acts/preview",
                "{\"kind\":\"change-people\",\"person\":\"nobody\",\"change\":\"remove\"}");
        post("/acts", Permission.DECIDE, "/acts", renew);
        post(
                "/acts/{id}/approval",
                Permission.DECIDE,
                "/acts/999/approval",
                "{\"sha256\":\"%s\"}".formatted("00".repeat(32)));
        post("/acts/{id}/withdrawal", Permission.DECIDE, "/acts/999/withdrawal", "{}");
    }

    /** With its HEAD, which is the same without a body. */
    private void get(String template, @Nullable Permission permission, String path) {
        table.put("GET " + template, new Asked(permission, path, null, null));
        table.put("HEAD " + template, new Asked(permission, path, null, null));
    }

    private void post(String template, Permission permission, String path, String body) {
        table.put("POST " + template, new Asked(permission, path, JSON, body));
    }
}
