package org.lineageca.launcher.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.Kind;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.Settings;

/** Calls of the CA's REST service over mutual TLS. */
public final class CoreClient implements AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI base;
    private final HttpClient http;

    private CoreClient(URI base, HttpClient http) {
        this.base = base;
        this.http = http;
    }

    /** The client of an installation's own service. */
    public static CoreClient of(Installation installation)
            throws IOException, RefusedException, ServiceUnreachableException {
        return as(installation, installation.credential("machine"));
    }

    /**
     * The same for somebody else.
     *
     * @param credential the folder with certificate.pem and key.pem
     */
    public static CoreClient as(Installation installation, Path credential)
            throws IOException, RefusedException, ServiceUnreachableException {
        var address =
                Settings.read(installation, Kind.ONLINE, "Nothing was sent.")
                        .ports()
                        .address(PortUse.CORE);
        if (!installation.pkiCreated()) {
            throw new ServiceUnreachableException(
                    "The PKI in %s is not created yet. Nothing was sent. Run `lineage up`."
                            .formatted(installation.data()));
        }
        if (!Files.isReadable(credential.resolve("key.pem"))) {
            throw new RefusedException(
                    "There is no credential in %s (certificate.pem and key.pem), or it is not yours to read. Nothing was sent."
                            .formatted(credential));
        }
        try {
            var http =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(CONNECT_LIMIT)
                            .sslContext(
                                    MachineCredential.read(installation, credential).sslContext())
                            .build();
            return new CoreClient(URI.create("https://" + address), http);
        } catch (GeneralSecurityException e) {
            throw new RefusedException(
                    "The credential in %s cannot be used: %s. Nothing was sent."
                            .formatted(credential, Reasons.of(e)),
                    e);
        }
    }

    /**
     * Asks for a certificate.
     *
     * @param request PKCS#10, PEM or DER
     * @return PEM, leaf first, without the root
     */
    public String issue(byte[] request, String profile)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var isDer = request.length > 0 && request[0] == 0x30; // SEQUENCE
        return post(
                        "/certificates?profile=" + encode(profile),
                        isDer ? "application/pkcs10" : "application/x-pem-file",
                        HttpRequest.BodyPublishers.ofByteArray(request),
                        "certificate")
                .body();
    }

    /**
     * Has CRLs issued now; of all online generations, or of one.
     *
     * @param scope of that one; null for the complete CRL
     */
    public JsonNode issueCrls(@Nullable String generation, @Nullable String scope)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var body = JSON.createObjectNode();
        if (generation != null) {
            body.put("generation", generation);
        }
        if (scope != null) {
            body.put("scope", scope);
        }
        return parse(postJson("/crls", body.toString(), "CRL").body());
    }

    /** Every generation, in the order they were created. */
    public JsonNode generations()
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return get("/generations");
    }

    /** Looks something up. */
    public JsonNode get(String path)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return parse(text(path));
    }

    /** The same, where the answer is text. */
    public String text(String path)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER_LIMIT).GET().build();
        return send(request, "answer").body();
    }

    /** The same in a form of several. */
    public String text(String path, String mediaType)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(ANSWER_LIMIT)
                        .header("Accept", mediaType)
                        .GET()
                        .build();
        return send(request, "answer").body();
    }

    /** Writes what is there into a file, however much it is. */
    public void download(String path, Path file)
            throws IOException,
                    RefusedException,
                    ServiceUnreachableException,
                    InterruptedException {
        var request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER_LIMIT).GET().build();
        var response = send(request, "file", HttpResponse.BodyHandlers.ofInputStream());
        try (var content = response.body()) {
            if (response.statusCode() / 100 != 2) {
                throw new RefusedException(
                        Problem.text(
                                response.statusCode(),
                                new String(content.readAllBytes(), StandardCharsets.UTF_8)));
            }
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Puts something in the place of what was there. */
    public JsonNode put(String path, JsonNode body)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(ANSWER_LIMIT)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build();
        return parse(send(request, "value").body());
    }

    /** Sends something that is to have an effect; the answer, if there is one. */
    public JsonNode post(String path, JsonNode body)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return parse(postJson(path, body.toString(), "effect").body());
    }

    /** A name as a part of a path. */
    public static String segment(String name) {
        return encode(name).replace("+", "%20");
    }

    /**
     * What paths are asked for; certificates as PEM.
     *
     * @param anchors null for the installation's own
     * @param at null for now
     */
    public record PathQuestion(
            String certificate,
            @Nullable String anchors,
            @Nullable String extra,
            @Nullable Instant at) {}

    /** Every certification path of a certificate. */
    public JsonNode paths(PathQuestion question)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var body =
                JSON.createObjectNode()
                        .put("certificate", question.certificate())
                        .put("anchors", question.anchors())
                        .put("extra", question.extra())
                        .put("at", question.at() == null ? null : question.at().toString());
        return parse(postJson("/paths", body.toString(), "answer").body());
    }

    /** What a TLS server has to know that admits the certificates of a lineage. */
    public JsonNode acceptableCas(String lineage)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return get("/lineages/" + segment(lineage) + "/acceptable-cas");
    }

    JsonNode parsed(HttpResponse<String> response) throws ServiceUnreachableException {
        return parse(response.body());
    }

    HttpResponse<String> postJson(String path, String body, String wanted)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        return post(path, "application/json", HttpRequest.BodyPublishers.ofString(body), wanted);
    }

    HttpResponse<String> post(
            String path, String contentType, HttpRequest.BodyPublisher body, String wanted)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(ANSWER_LIMIT)
                        .header("Content-Type", contentType)
                        .POST(body)
                        .build();
        return send(request, wanted);
    }

    private HttpResponse<String> send(HttpRequest request, String wanted)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        var response =
                send(request, wanted, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() / 100 != 2) {
            throw new RefusedException(Problem.text(response.statusCode(), response.body()));
        }
        return response;
    }

    private <T> HttpResponse<T> send(
            HttpRequest request, String wanted, HttpResponse.BodyHandler<T> reader)
            throws ServiceUnreachableException, InterruptedException {
        try {
            return http.send(request, reader);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new ServiceUnreachableException(
                    "The CA's service does not answer on %s. Nothing was sent. See `lineage status`; start it with `lineage up`."
                            .formatted(base),
                    e);
        } catch (HttpTimeoutException e) {
            throw new ServiceUnreachableException(
                    "The CA's service on %s did not answer within %d s. Whether there is a new %s is not known; asking again is safe."
                            .formatted(base, ANSWER_LIMIT.toSeconds(), wanted),
                    e);
        } catch (IOException e) {
            throw new ServiceUnreachableException(
                    "The talk with the CA's service on %s broke off: %s. Whether there is a new %s is not known; asking again is safe. See `lineage status`."
                            .formatted(base, Reasons.of(e), wanted),
                    e);
        }
    }

    private JsonNode parse(String body) throws ServiceUnreachableException {
        try {
            return Optional.ofNullable(JSON.readTree(body)).orElseGet(JSON::createObjectNode);
        } catch (JsonProcessingException e) {
            throw new ServiceUnreachableException(
                    "What answers on %s is not the CA's service: it did not send JSON."
                            .formatted(base),
                    e);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
