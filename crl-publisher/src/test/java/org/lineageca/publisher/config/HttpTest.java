package org.lineageca.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.TestAuthority;
import org.lineageca.publisher.testpki.TestRows;

/** The server as Java's client, curl and OpenSSL see it. */
class HttpTest {

    @TempDir private static Path temporary;

    private static final TestAuthority ROOT = TestAuthority.create("Served CA");
    private static final String PATH = "/" + ROOT.label() + "/complete.crl";
    private static TemporaryDatabase database;
    private static TestRows rows;
    private static int id;
    private static Running publisher;

    @BeforeAll
    static void publish() {
        database = TemporaryDatabase.start();
        rows = new TestRows(database);
        id = rows.generation(ROOT, null);
        var now = Instant.now().minusSeconds(10);
        rows.certificate(id, null, now, ROOT.selfSigned(now));
        rows.scope(id, "complete", "http://127.0.0.1" + PATH);
        commit(1);
        publisher = Running.asInstalled(database, temporary.resolve("published"));
        publisher.awaitNumber(ROOT.label(), 1);
    }

    @AfterAll
    static void stop() {
        publisher.close();
        rows.close();
        database.close();
    }

    @Test
    void aGetHasTypeLengthEtagAndTimes() {
        var response = publisher.get(PATH);
        var headers = response.headers();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(headers.firstValue("Content-Type")).hasValue("application/pkix-crl");
        assertThat(headers.firstValueAsLong("Content-Length")).hasValue(response.body().length);
        assertThat(headers.firstValue("ETag").orElseThrow()).matches("\"[0-9a-f]{32}\"");
        assertThat(headers.firstValue("Last-Modified")).isPresent();
        assertThat(headers.firstValue("Date")).isPresent();
        assertThat(headers.firstValue("Server")).isEmpty();
        assertThat(headers.firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(headers.firstValue("Cache-Control")).hasValue("public, max-age=60");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void aHeadHasTheSameHeadersAndNoContent() {
        var get = publisher.get(PATH);
        var head = publisher.send("HEAD", PATH);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (var name : List.of("Content-Length", "Content-Type", "ETag", "Last-Modified")) {
            assertThat(head.headers().firstValue(name)).isEqualTo(get.headers().firstValue(name));
        }
        assertThat(publisher.send("HEAD", "/").statusCode()).isEqualTo(200);
        assertThat(publisher.send("HEAD", "/health").body()).isEmpty();
    }

    @Test
    void whatTheClientHasIsNotSentAgain() {
        var headers = publisher.get(PATH).headers();
        var etag = headers.firstValue("ETag").orElseThrow();
        var modified = headers.firstValue("Last-Modified").orElseThrow();
        for (var condition :
                List.of(List.of("If-None-Match", etag), List.of("If-Modified-Since", modified))) {
            var response = publisher.get(PATH, condition.getFirst(), condition.getLast());
            assertThat(response.statusCode()).isEqualTo(304);
            assertThat(response.body()).isEmpty();
            assertThat(response.headers().firstValue("ETag")).hasValue(etag);
            assertThat(response.headers().firstValue("Cache-Control")).isPresent();
        }
        assertThat(publisher.get(PATH, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void partsAreServedAndMarked() {
        var whole = publisher.get(PATH);
        var etag = whole.headers().firstValue("ETag").orElseThrow();
        var part = publisher.get(PATH, "Range", "bytes=10-29", "If-Range", etag);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 10, 30));
        assertThat(part.headers().firstValue("Content-Range"))
                .hasValue("bytes 10-29/" + whole.body().length);
        assertThat(publisher.get(PATH, "Range", "bytes=999999-").statusCode()).isEqualTo(416);
        assertThat(publisher.get(PATH, "Range", "bytes=0-1", "If-Range", "\"x\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoAcceptsGzipGetsASmallerFormWithAnEtagOfItsOwn() {
        for (var path : List.of(PATH, PATH.replace(".crl", ".pem"))) {
            var plain = publisher.get(path);
            var small = awaitCompressed(path);
            var etag = small.headers().firstValue("ETag").orElseThrow();

            assertThat(unzipped(small.body())).isEqualTo(plain.body());
            assertThat(small.body().length).isLessThan(plain.body().length * 9 / 10);
            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(plain.headers().firstValue("Vary")).hasValue("Accept-Encoding");
            assertThat(small.headers().firstValue("Vary")).hasValue("Accept-Encoding");
            assertThat(plain.headers().firstValue("ETag")).isPresent().isNotEqualTo(etag);
            assertThat(small.headers().firstValue("Content-Type"))
                    .isEqualTo(plain.headers().firstValue("Content-Type"));
            var again = publisher.get(path, "Accept-Encoding", "gzip", "If-None-Match", etag);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.headers().firstValue("ETag")).hasValue(etag);
            var whole = plain.headers().firstValue("ETag").orElseThrow();
            assertThat(
                            publisher
                                    .get(path, "Accept-Encoding", "gzip", "If-None-Match", whole)
                                    .statusCode())
                    .isEqualTo(304);
        }
    }

    @Test
    void partsAreNeverCompressedAndNeitherIsWhatIsNotAskedForSo() {
        awaitCompressed(PATH);
        var whole = publisher.get(PATH);
        var part = publisher.get(PATH, "Accept-Encoding", "gzip", "Range", "bytes=10-29");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 10, 30));
        for (var encodings : List.of("gzip;q=0", "br, gzip; q=0.0", "deflate", "identity", "")) {
            assertThat(publisher.get(PATH, "Accept-Encoding", encodings).body())
                    .as(encodings)
                    .isEqualTo(whole.body());
        }
    }

    @Test
    void thePageIsCompressedToo() {
        var small = publisher.get("/", "Accept-Encoding", "gzip, br");
        assertThat(small.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new String(unzipped(small.body()), StandardCharsets.UTF_8)).contains(PATH);
    }

    /** It is made when it is first asked for, and until then the file comes as it is. */
    private static HttpResponse<byte[]> awaitCompressed(String path) {
        return await().until(
                        () -> publisher.get(path, "Accept-Encoding", "br, GZIP;q=0.5"),
                        response ->
                                response.headers()
                                        .firstValue("Content-Encoding")
                                        .equals(Optional.of("gzip")));
    }

    private static byte[] unzipped(byte[] content) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsNotThereOrNotAllowedIsSaidPlainly() {
        for (var path :
                List.of(
                        "/nothing",
                        "/" + ROOT.label(),
                        "/" + ROOT.label() + "/",
                        "/" + ROOT.label() + "/.complete.crl.new",
                        "/.lock",
                        PATH + "/",
                        "/" + ROOT.label() + "/%2e%2e/roots.pem%00")) {
            assertThat(publisher.get(path).statusCode()).as(path).isIn(400, 404);
        }
        for (var method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH")) {
            var response = publisher.send(method, PATH);
            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
        }
    }

    @Test
    void requestHeadsAreBounded() throws IOException {
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 414");
        assertThat(raw("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void curlResumesAndRevalidates() throws Exception {
        var file = temporary.resolve("curled.crl");
        var url = publisher.url(PATH);
        run("curl", "-sSf", "-o", file.toString(), "-r", "0-99", url);
        run("curl", "-sSf", "-o", file.toString(), "-C", "-", url);
        assertThat(file).binaryContent().isEqualTo(publisher.get(PATH).body());
        var etag = temporary.resolve("etag");
        run("curl", "-sSf", "-o", file.toString(), "--etag-save", etag.toString(), url);
        assertThat(
                        run(
                                "curl",
                                "-sS",
                                "-o",
                                "/dev/null",
                                "-w",
                                "%{http_code}",
                                "--etag-compare",
                                etag.toString(),
                                url))
                .isEqualTo("304");
        assertThat(run("curl", "-sSI", url)).contains("200 OK", "application/pkix-crl");
    }

    @Test
    void opensslVerifiesWhatIsServed() throws Exception {
        var crl = Files.write(temporary.resolve("served.crl"), publisher.get(PATH).body());
        var roots = Files.write(temporary.resolve("roots.pem"), publisher.get("/roots.pem").body());
        assertThat(
                        run(
                                "openssl",
                                "crl",
                                "-inform",
                                "DER",
                                "-in",
                                crl.toString(),
                                "-noout",
                                "-crlnumber",
                                "-CAfile",
                                roots.toString()))
                .contains("verify OK", "crlNumber=0x");
        var pem =
                Files.write(
                        temporary.resolve("served.pem"),
                        publisher.get("/" + ROOT.label() + "/complete.pem").body());
        assertThat(run("openssl", "crl", "-in", pem.toString(), "-outform", "DER", "-out", "-"))
                .isNotEmpty();
        var certificate =
                Files.write(
                        temporary.resolve("ca.crt"),
                        publisher.get("/" + ROOT.label() + "/ca.crt").body());
        assertThat(
                        run(
                                "openssl",
                                "x509",
                                "-inform",
                                "DER",
                                "-in",
                                certificate.toString(),
                                "-noout",
                                "-subject"))
                .contains("Served CA");
    }

    @Test
    void readersNeverSeeAMixtureWhileCrlsAreReplaced() throws Exception {
        var stop = new AtomicBoolean();
        var seen = new ArrayList<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader =
                    threads.submit(() -> {
                        while (!stop.get()) {
                            try (InputStream in =
                                    URI.create(publisher.url(PATH)).toURL().openStream()) {
                                // Fails unless the octets are one whole CRL.
                                seen.add(Running.number(in.readAllBytes()));
                            }
                        }
                        return seen;
                    });
            for (var number = 1001; number < 1005; number++) {
                commit(number);
                publisher.awaitNumber(ROOT.label(), number);
            }
            stop.set(true);
            assertThat(reader.get()).isSorted().contains(1002L, 1003L);
        }
    }

    private static void commit(int number) {
        // Large enough that an answer takes many writes, and another size each time.
        var serials = LongStream.rangeClosed(1, 20_000L + number).boxed().toList();
        rows.crl(id, new CrlDraft(ROOT, number, Instant.now(), serials).sign());
    }

    private static String raw(String request) throws IOException {
        var uri = URI.create(publisher.url("/"));
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(100), StandardCharsets.US_ASCII);
        }
    }

    private static String run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
