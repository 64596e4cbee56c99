package org.lineageca.ocsp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.ocsp.fixture.ParsedResponse;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.ocsp.fixture.TestRequest;
import org.lineageca.octets.Octets;

/** The program over a real PostgreSQL and a real SoftHSM, asked by OpenSSL and the JDK. */
class ApplicationTest {

    private static final TestAuthority AUTHORITY = TestAuthority.named("Example TLS CA 1");

    @TempDir private static Path folder;
    private static Installation installation;
    private static int generation;
    private static Application application;
    private static HttpClient client;

    @BeforeAll
    static void start() throws IOException {
        installation = new Installation();
        generation = installation.serve(AUTHORITY);
        application = Application.start(Configuration.read(installation.configuration(folder, 0)));
        client = HttpClient.newHttpClient();
        await().until(() -> get("/health").statusCode() == 200);
        pem("ca.pem", AUTHORITY.certificate());
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        application.close();
        installation.close();
    }

    @Test
    void openSslAcceptsGoodBySha1AndSha256WithAndWithoutNonce() throws Exception {
        var leaf = issued("good.pem");
        for (var options :
                List.of(
                        List.<String>of(),
                        List.of("-no_nonce"),
                        List.of("-sha256"),
                        List.of("-sha256", "-no_nonce"))) {
            await().untilAsserted(() ->
                    assertThat(openssl(options, "-cert", leaf))
                            .contains("Response verify OK", leaf + ": good")
                            .doesNotContain("WARNING"));
        }
    }

    @Test
    void openSslSeesTheRevocationWithItsReason() throws Exception {
        var serial = installation.newSerial();
        var leaf = issued("revoked.pem", serial);
        var at = Instant.parse("2026-11-20T08:00:00Z");
        installation.tables().revoke(generation, TestAuthority.serial(serial), at, 1);

        await().untilAsserted(() ->
                assertThat(openssl(List.of(), "-cert", leaf))
                        .contains(
                                "Response verify OK",
                                leaf + ": revoked",
                                "Reason: keyCompromise",
                                "Revocation Time: Nov 20 08:00:00 2026 GMT"));
    }

    @Test
    void openSslGetsSeveralAnswersInOneResponse() throws Exception {
        var first = issued("first.pem");
        var second = issued("second.pem");
        var never = pem("never.pem", AUTHORITY.leaf(BigInteger.valueOf(999_999)));

        await().untilAsserted(() ->
                assertThat(openssl(List.of(), "-cert", first, "-cert", second, "-cert", never))
                        .contains(
                                "Response verify OK",
                                first + ": good",
                                second + ": good",
                                never + ": unknown"));
    }

    @Test
    void openSslIsToldThatAnotherIssuerIsNotServed() throws Exception {
        var other = TestAuthority.named("Another");
        var leaf = pem("other-leaf.pem", other.leaf(BigInteger.TWO));
        var issuer = pem("other-ca.pem", other.certificate());

        var output =
                run(
                        List.of(
                                "openssl",
                                "ocsp",
                                "-issuer",
                                issuer,
                                "-cert",
                                leaf,
                                "-url",
                                url("/ocsp"),
                                "-CAfile",
                                issuer));

        assertThat(output).contains("unauthorized (6)");
    }

    @Test
    void theJdkAcceptsTheGoodAndRefusesTheRevoked() throws Exception {
        var good = AUTHORITY.leaf(BigInteger.valueOf(installation.newSerial()));
        var bad = AUTHORITY.leaf(BigInteger.valueOf(installation.newSerial()));
        for (var leaf : List.of(good, bad)) {
            installation.tables().issue(generation, serial(leaf));
        }
        installation.tables().revoke(generation, serial(bad), Instant.now(), 4);

        await().untilAsserted(() -> validate(good));
        await().untilAsserted(() ->
                assertThatThrownBy(() -> validate(bad))
                        .asInstanceOf(type(CertPathValidatorException.class))
                        .extracting(CertPathValidatorException::getReason)
                        .isEqualTo(CertPathValidatorException.BasicReason.REVOKED));
    }

    @Test
    void showsACommittedRevocation() throws Exception {
        for (var i = 0; i < 5; i++) {
            var serial = installation.issue(generation);
            var path = "/ocsp/" + AUTHORITY.label() + "/" + base64(serial);
            awaitStatus(path, "good");
            assertThat(status(path)).isEqualTo("good");

            installation.tables().revoke(generation, serial, Instant.now(), 1);
            awaitStatus(path, "revoked");
        }
    }

    @Test
    void servesAGenerationAddedWhileItRuns() throws Exception {
        var added = TestAuthority.named("Added");
        var number = installation.serve(added);
        var serial = installation.issue(number);
        var path = "/" + TestRequest.base64(TestRequest.about(added, serial));

        await().until(() -> parsed(path).status() == ParsedResponse.SUCCESSFUL);

        assertThat(parsed(path).isSignedByDelegateOf(added.certificate().getPublicKey())).isTrue();
    }

    @Test
    void answersFromTheCacheWhileTheTokenIsAwayAndWorksAgainAfter() throws Exception {
        var cached = "/ocsp/" + base64(installation.issue(generation));
        var uncached = "/ocsp/" + base64(installation.issue(generation));
        awaitStatus(cached, "good");

        installation.token().lose();
        try {
            await().until(() -> parsed(uncached).status() == ParsedResponse.TRY_LATER);
            assertThat(status(cached)).isEqualTo("good");
            await().until(() -> get("/health").statusCode() == 503);
        } finally {
            installation.token().restore();
        }

        awaitStatus(uncached, "good");
        await().until(() -> get("/health").statusCode() == 200);
    }

    @Test
    void answersFromTheCacheWhileTheDatabaseIsAwayAndCatchesUpAfter() throws Exception {
        var kept = "/ocsp/" + base64(installation.issue(generation));
        var revoked = installation.issue(generation);
        var changing = "/ocsp/" + base64(revoked);
        var uncached = "/ocsp/" + base64(installation.issue(generation));
        awaitStatus(kept, "good");
        awaitStatus(changing, "good");

        installation.databaseRelay().cut();
        try {
            await().until(() -> parsed(uncached).status() == ParsedResponse.TRY_LATER);
            installation.tables().revoke(generation, revoked, Instant.now(), 1);
            assertThat(status(kept)).isEqualTo("good");
            assertThat(status(changing)).isEqualTo("good");
            await().until(() -> get("/health").statusCode() == 200);
        } finally {
            installation.databaseRelay().join();
        }

        awaitStatus(changing, "revoked");
        await().until(() -> parsed(uncached).status() == ParsedResponse.SUCCESSFUL);
        assertThat(status(kept)).isEqualTo("good");
    }

    private static String issued(String file) throws IOException, GeneralSecurityException {
        return issued(file, installation.newSerial());
    }

    private static String issued(String file, long serial)
            throws IOException, GeneralSecurityException {
        var leaf = AUTHORITY.leaf(BigInteger.valueOf(serial));
        installation.tables().issue(generation, serial(leaf));
        return pem(file, leaf);
    }

    private static Octets serial(X509Certificate certificate) {
        return Octets.of(certificate.getSerialNumber().toByteArray());
    }

    private static String pem(String file, X509Certificate certificate) throws IOException {
        var text =
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(TestAuthority.der(certificate).toArray())
                        + "\n-----END CERTIFICATE-----\n";
        return Files.writeString(folder.resolve(file), text).toString();
    }

    private static String openssl(List<String> options, String... certificates) throws Exception {
        var ca = folder.resolve("ca.pem").toString();
        var command = new ArrayList<>(List.of("openssl", "ocsp"));
        command.addAll(options);
        command.addAll(List.of("-issuer", ca, "-CAfile", ca));
        command.addAll(List.of("-url", url("/ocsp/" + AUTHORITY.label())));
        command.addAll(List.of(certificates));
        return run(command);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private static void validate(X509Certificate leaf) throws Exception {
        var validator = CertPathValidator.getInstance("PKIX");
        var checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        checker.setOcspResponder(URI.create(url("/ocsp")));
        checker.setOptions(
                Set.of(
                        PKIXRevocationChecker.Option.NO_FALLBACK,
                        PKIXRevocationChecker.Option.ONLY_END_ENTITY));
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(AUTHORITY.certificate(), null)));
        parameters.addCertPathChecker(checker);
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf));
        validator.validate(path, parameters);
    }

    private static String base64(Octets serial) {
        return TestRequest.base64(TestRequest.about(AUTHORITY, serial));
    }

    private static void awaitStatus(String path, String status) {
        await().until(() -> status(path), status::equals);
    }

    private static String status(String path) throws IOException, InterruptedException {
        return parsed(path).certificateStatus(0);
    }

    private static ParsedResponse parsed(String path) throws IOException, InterruptedException {
        return ParsedResponse.of(get(path).body());
    }

    private static HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url(path))).timeout(Duration.ofMinutes(1));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + application.port() + path;
    }
}
