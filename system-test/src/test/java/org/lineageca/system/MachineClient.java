package org.lineageca.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A machine that calls the REST service over mutual TLS, with the JDK's client. */
final class MachineClient implements AutoCloseable {

    /** Longer than any request may take. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final char[] NO_PASSWORD = {};

    private final URI core;
    private final HttpClient http;

    /** With the credential of the installation's own command. */
    MachineClient(Installation lineage) {
        this(lineage, "machine");
    }

    /**
     * Somebody else.
     *
     * @param who the folder of the credential
     */
    MachineClient(Installation lineage, String who) {
        this.core = lineage.core();
        this.http =
                HttpClient.newBuilder()
                        .sslContext(
                                context(
                                        lineage.credentials().resolve(who),
                                        lineage.credentials().resolve("root.pem")))
                        .connectTimeout(PATIENCE)
                        .build();
    }

    /** Asks for a server's certificate. */
    HttpResponse<String> issue(String pem) throws IOException, InterruptedException {
        return post("/certificates?profile=tls-server", "application/x-pem-file", pem);
    }

    HttpResponse<String> revoke(String serial, String reason)
            throws IOException, InterruptedException {
        return post(
                "/revocations",
                "application/json",
                "{\"certificate\": \"%s\", \"reason\": \"%s\"}".formatted(serial, reason));
    }

    /** Has the CRLs of one generation issued. */
    HttpResponse<String> issueCrls(String generation) throws IOException, InterruptedException {
        return post("/crls", "application/json", "{\"generation\": \"%s\"}".formatted(generation));
    }

    /** What the service says at a path, which must answer with JSON. */
    JsonNode get(String path) {
        try {
            return json(fetch(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What is answered at a path. */
    HttpResponse<String> fetch(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    /** All certificates of a PEM text. */
    static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(
                        new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    HttpResponse<String> post(String path, String type, String body)
            throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(core.resolve(path)).timeout(PATIENCE);
    }

    /**
     * Who one is, and whom one trusts.
     *
     * @param credential the folder of key.pem and certificate.pem; null for nobody
     */
    static SSLContext context(@Nullable Path credential, Path root) {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(identity(credential), NO_PASSWORD);

            var trusted = KeyStore.getInstance("JKS");
            trusted.load(null, NO_PASSWORD);
            trusted.setCertificateEntry("root", certificates(Files.readString(root)).getFirst());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);

            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore identity(@Nullable Path credential)
            throws IOException, GeneralSecurityException {
        // In memory only: PKCS12 would encrypt the key and decrypt it, at 10,000 rounds each.
        var identity = KeyStore.getInstance("JKS");
        identity.load(null, NO_PASSWORD);
        if (credential != null) {
            var key =
                    Files.readString(credential.resolve("key.pem"))
                            .replaceAll("-----.*-----|\\s", "");
            var privateKey =
                    KeyFactory.getInstance("EC")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
            var chain =
                    certificates(Files.readString(credential.resolve("certificate.pem")))
                            .toArray(Certificate[]::new);

            identity.setKeyEntry("machine", privateKey, NO_PASSWORD, chain);
        }
        return identity;
    }
}
