package org.lineageca.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

/** What programs rely on: forms of a certificate, pages, and one answer to one request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MachineInterfaceTest {

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
    private static final String KEY = "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"";

    @TempDir private static Path folder = Path.of("");

    private @Nullable RunningService started;

    @BeforeAll
    void start() {
        started = RunningService.start(folder, Map.of());
    }

    @AfterAll
    void close() {
        service().close();
    }

    @Test
    void aCertificateComesInTheFormThatIsAskedFor() throws Exception {
        var chain = service().issue("forms.example");
        var path = "/certificates/" + chain.getFirst().sha256().toHex();

        var der = fetch(path, "application/pkix-cert");
        assertThat(Octets.of(der.body())).isEqualTo(chain.getFirst());
        assertThat(contentType(der)).isEqualTo("application/pkix-cert");

        var pem = fetch(path, "application/x-pem-file");
        assertThat(new String(pem.body(), java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo(Pem.chain(chain.subList(0, 1)));
        var pemChain = fetch(path, "application/pem-certificate-chain");
        assertThat(new String(pemChain.body(), java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo(Pem.chain(chain));

        var bag = fetch(path, "application/pkcs7-mime");
        assertThat(contentType(bag)).startsWith("application/pkcs7-mime").contains("certs-only");
        assertThat(certificates(bag.body())).containsExactlyInAnyOrderElementsOf(chain);

        for (var open : List.of("*/*", "application/json", "application/json, */*;q=0.1")) {
            assertThat(contentType(fetch(path, open))).as(open).startsWith("application/json");
        }
        assertThat(contentType(fetch(path, "application/json;q=0.5, application/pkix-cert")))
                .isEqualTo("application/pkix-cert");
        assertThat(fetch(path, "text/html").statusCode()).isEqualTo(406);
        assertThat(fetch("/certificates/00ff", "application/pkix-cert").statusCode())
                .isEqualTo(404);
    }

    @Test
    void pagesHoldEveryCertificateOnceWhateverIsIssuedMeanwhile() throws Exception {
        var before = new ArrayList<String>();
        for (var i = 0; i < 7; i++) {
            before.add(service().issue("page-%d.example".formatted(i)).getFirst().sha256().toHex());
        }
        var seen = new ArrayList<String>();
        var pages = 0;
        String path = "/certificates?query=page-&limit=3";
        while (path != null) {
            var response = send(TrustedRole.Auditor, service().request(path).GET());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            var found = Pattern.compile("\"sha256\":\"([0-9a-f]{64})\"").matcher(response.body());
            while (found.find()) {
                seen.add(found.group(1));
            }
            service().issue("page-later-%d.example".formatted(pages));
            pages++;
            var next = NEXT.matcher(response.headers().firstValue("Link").orElse(""));
            path = next.matches() ? next.group(1) : null;
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(before);
        assertThat(pages).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "%20", "AAAA", "MjAyNi0xMS0yMlQwNDowMDowMFogenp6"})
    void aCursorThatWasNotGivenOutIsRefused(String cursor) {
        var response =
                send(
                        TrustedRole.Machine,
                        service().request("/certificates?cursor=" + cursor).GET());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("invalid-value").contains("cursor");
    }

    @Test
    void theSameRequestUnderTheSameKeyIsAnsweredOnce() {
        var request = Pem.encode("CERTIFICATE REQUEST", TestRequests.server("once.example"));

        var first = send(TrustedRole.Machine, issue(KEY, request));
        var again = send(TrustedRole.Machine, issue(KEY, request));

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isPresent()
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(contentTypeOf(again)).isEqualTo(contentTypeOf(first));
        assertThat(count("once.example")).isEqualTo(1);

        var other = Pem.encode("CERTIFICATE REQUEST", TestRequests.server("another.example"));
        var reused = send(TrustedRole.Machine, issue(KEY, other));
        assertThat(reused.statusCode()).isEqualTo(422);
        assertThat(reused.body()).contains("urn:lineage:problem:idempotency-key-reused");
        assertThat(count("another.example")).isZero();
        // A key is the client's own: another's is another.
        assertThat(send(TrustedRole.Officer, issue(KEY, other)).statusCode()).isEqualTo(201);
    }

    @Test
    void copiesAtTheSameMomentLeadToOneCertificate() throws Exception {
        var request = Pem.encode("CERTIFICATE REQUEST", TestRequests.server("copies.example"));
        var asks = new ArrayList<Callable<HttpResponse<String>>>();
        for (var i = 0; i < 8; i++) {
            asks.add(() -> send(TrustedRole.Machine, issue("copies-1", request)));
        }
        var bodies = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(asks)) {
                assertThat(answer.get().statusCode()).isIn(201, 409);
                if (answer.get().statusCode() == 201) {
                    bodies.add(answer.get().body());
                } else {
                    assertThat(answer.get().body()).contains("request-under-way");
                }
            }
        }
        assertThat(bodies).isNotEmpty().containsOnly(bodies.getFirst());
        assertThat(count("copies.example")).isEqualTo(1);
        assertThat(send(TrustedRole.Machine, issue("copies-1", request)).body())
                .isEqualTo(bodies.getFirst());
    }

    @Test
    void aRefusalLeavesTheKeyUnused() {
        var wrong = send(TrustedRole.Machine, issue("refused-1", "no request"));
        assertThat(wrong.statusCode()).isEqualTo(400);

        var right = Pem.encode("CERTIFICATE REQUEST", TestRequests.server("right.example"));
        assertThat(send(TrustedRole.Machine, issue("refused-1", right)).statusCode())
                .isEqualTo(201);
    }

    @Test
    void whoMayNotIssueIsRefusedWithAndWithoutAKey() {
        var request = Pem.encode("CERTIFICATE REQUEST", TestRequests.server("auditor.example"));

        assertThat(send(TrustedRole.Auditor, issue("auditor-1", request)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aRevocationIsAnsweredWithTheSameBody() {
        var fingerprint = service().issue("revoked.example").getFirst().sha256().toHex();
        var body =
                "{\"certificate\":\"%s\",\"reason\":\"keyCompromise\",\"invalidityDate\":\"2026-01-01T00:00:00Z\"}"
                        .formatted(fingerprint);

        var first = send(TrustedRole.Machine, revoke("revoke-1", body));
        var again = send(TrustedRole.Machine, revoke("revoke-1", body));

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        // Without the key it is what it always was.
        assertThat(send(TrustedRole.Machine, revoke(null, body)).statusCode()).isEqualTo(200);
        assertThat(
                        send(TrustedRole.Machine, revoke("revoke-1", body.replace("keyC", "caC")))
                                .statusCode())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "two words", "\"half", "\"a\\\"b\""})
    void whatIsNoKeyIsRefused(String key) {
        var response =
                send(
                        TrustedRole.Machine,
                        revoke(key, "{\"certificate\":\"00ff\",\"reason\":\"x\"}"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("Idempotency-Key");
    }

    private int count(String host) {
        var listed =
                send(TrustedRole.Machine, service().request("/certificates?query=" + host).GET());
        return listed.body().split("\"serial\"", -1).length - 1;
    }

    private HttpRequest.Builder issue(String key, String request) {
        return service()
                .request("/certificates?profile=tls-server")
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/x-pem-file")
                .POST(HttpRequest.BodyPublishers.ofString(request));
    }

    private HttpRequest.Builder revoke(@Nullable String key, String body) {
        var request =
                service()
                        .request("/revocations")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        return key == null ? request : request.header("Idempotency-Key", key);
    }

    private HttpResponse<String> send(TrustedRole role, HttpRequest.Builder request) {
        return service().send(role, request);
    }

    private HttpResponse<byte[]> fetch(String path, String accept) {
        return service()
                .sendForOctets(
                        TrustedRole.Machine, service().request(path).header("Accept", accept));
    }

    private static String contentType(HttpResponse<byte[]> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    private static String contentTypeOf(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    private static List<Octets> certificates(byte[] bag) throws Exception {
        var found = new ArrayList<Octets>();
        for (var certificate :
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(bag))) {
            found.add(Octets.of(((X509Certificate) certificate).getEncoded()));
        }
        return found;
    }

    private RunningService service() {
        var running = started;
        if (running == null) {
            throw new IllegalStateException("the service was not started");
        }
        return running;
    }
}
