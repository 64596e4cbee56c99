package org.lineageca.ocsp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.ocsp.fixture.TestRequest.base64;
import static org.lineageca.ocsp.http.RunningResponder.GENERATION;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ocsp.fixture.ParsedResponse;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.ocsp.fixture.TestRequest;
import org.lineageca.octets.Octets;

/** RFC 6960 Appendix A and RFC 9919 5 and 6, through a real socket. */
class OcspHttpTest {

    private static final String TYPE = "application/ocsp-request";
    private static final Octets FIVE = TestAuthority.serial(5);

    private static RunningResponder running;

    @BeforeAll
    static void start() throws IOException {
        running = RunningResponder.start(Duration.ofMinutes(2), Duration.ofMinutes(1));
        running.source.issue(GENERATION, FIVE);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ocsp", "/ocsp/", "/ocsp/0123456789abcdef"})
    void answersPostsAtEachOfItsPaths(String path) throws Exception {
        var response = running.post(path, TYPE, request());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type"))
                .contains("application/ocsp-response");
        assertThat(parsed(response).certificateStatus(0)).isEqualTo("good");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "/ocsp/", "/ocsp//", "/ocsp/0123456789abcdef/"})
    void answersGetsHoweverTheRequestIsEscaped(String prefix) throws Exception {
        // Serial numbers chosen so that the base64 has "/", "+" and "=".
        var seen = new StringBuilder();
        for (var serial = 1_000; serial < 1_040; serial++) {
            var octets = TestAuthority.serial(serial * 7_919L);
            running.source.issue(GENERATION, octets);
            var plain = base64(TestRequest.about(running.authority, octets));
            seen.append(plain);
            var escaped = URLEncoder.encode(plain, StandardCharsets.US_ASCII);
            var twice = URLEncoder.encode(escaped, StandardCharsets.US_ASCII);
            for (var form : new String[] {plain, escaped, escaped.replace("%2F", "/"), twice}) {
                var response = running.get(prefix + form);
                assertThat(parsed(response).certificateStatus(0))
                        .as(prefix + form)
                        .isEqualTo("good");
            }
        }
        assertThat(seen).contains("/", "+", "=");
    }

    @Test
    void tellsCachesHowLongToKeepAnAnswer() throws Exception {
        var asked = Instant.now();

        var response = running.get("/ocsp/" + base64(request()));

        var single = parsed(response).single(0);
        var expires = date(response, "expires");
        assertThat(expires).isEqualTo(single.getNextUpdate().toInstant());
        assertThat(date(response, "last-modified")).isEqualTo(single.getThisUpdate().toInstant());
        assertThat(date(response, "date"))
                .isBetween(asked.minusSeconds(5), Instant.now().plusSeconds(1));
        var control = response.headers().firstValue("cache-control").orElseThrow();
        assertThat(control).endsWith(", public, no-transform, must-revalidate");
        var maxAge = Duration.ofSeconds(Long.parseLong(control.replaceAll("\\D", "")));
        assertThat(maxAge).isBetween(Duration.ofHours(5), Duration.ofHours(6));
    }

    @Test
    void sendsNothingAgainToWhoHasIt() throws Exception {
        var first = running.get("/ocsp/" + base64(request()));
        var tag = first.headers().firstValue("etag").orElseThrow();

        var same = running.get("/ocsp/" + base64(request()), "If-None-Match", "\"x\", W/" + tag);
        var other = running.get("/ocsp/" + base64(request()), "If-None-Match", "\"x\"");

        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.headers().firstValue("etag")).contains(tag);
        assertThat(same.headers().firstValue("cache-control")).isPresent();
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).isEqualTo(first.body());
    }

    @Test
    void forbidsCachesToKeepErrorsNoncesAndTheUnknown() throws Exception {
        var nonce =
                new TestRequest()
                        .and(running.authority, FIVE, TestRequest.SHA1)
                        .nonce(Octets.of(new byte[16]))
                        .der();
        var unknown = TestRequest.about(running.authority, TestAuthority.serial(99_999));

        for (var path :
                new String[] {"/ocsp/MAAA", "/ocsp/" + base64(nonce), "/ocsp/" + base64(unknown)}) {
            var response = running.get(path);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("cache-control"))
                    .contains("no-store, max-age=0");
            assertThat(response.headers().firstValue("etag")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "PATCH"})
    void saysWhichMethodsThereAre(String method) throws Exception {
        var response = running.send(method, "/ocsp");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("GET, HEAD, POST");
    }

    @Test
    void answersHeadLikeGetWithoutTheBody() throws Exception {
        var response = running.send("HEAD", "/ocsp/" + base64(request()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValueAsLong("content-length").orElse(0))
                .isGreaterThan(500);
    }

    @ParameterizedTest
    @CsvSource({
        "application/ocsp-request,200",
        "Application/OCSP-Request; charset=x,200",
        "application/octet-stream,415",
        "text/plain,415"
    })
    void wantsTheRightContentType(String type, int status) throws Exception {
        assertThat(running.post("/ocsp", type, request()).statusCode()).isEqualTo(status);
    }

    @Test
    void refusesBodiesAndRequestLinesOver8Kibibytes() throws Exception {
        var fits = running.post("/ocsp", TYPE, new byte[8_192]);
        var large = running.post("/ocsp", TYPE, new byte[8_193]);
        var line = running.raw("GET /ocsp/M" + "A".repeat(70_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(parsed(fits).status()).isEqualTo(ParsedResponse.MALFORMED);
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(line).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void refusesChunkedBodiesOver8Kibibytes() throws Exception {
        var chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";

        var answer =
                running.raw(
                        "POST /ocsp HTTP/1.1\r\nHost: x\r\nContent-Type: "
                                + TYPE
                                + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                                + chunk.repeat(3));

        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void findsNothingAtOtherPathsAndRefusesWhatIsNotHttp() throws Exception {
        assertThat(running.get("/favicon.ico").statusCode()).isEqualTo(404);
        assertThat(running.raw("NOT HTTP\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(running.raw("GET / HTTP/1.1\r\nX: " + "y".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    /** A condition that does not hold is the codec's; the answers must not differ. */
    @Test
    void answersTheSameWithAndWithoutACodec() throws Exception {
        var head = "GET /ocsp/" + base64(request()) + " HTTP/1.1\r\nHost: x\r\n";
        var condition = "If-None-Match: \"x\"\r\n";
        running.get("/ocsp/" + base64(request()));

        var answers =
                running.raw(
                        (head + "\r\n").repeat(2)
                                + head
                                + condition
                                + "\r\n"
                                + head
                                + condition
                                + "Connection: close\r\n\r\n");

        var each = answers.split("(?=HTTP/1.1 200 OK)", -1);
        assertThat(each).hasSize(4);
        assertThat(withoutDates(each[0])).isEqualTo(withoutDates(each[2]));
        assertThat(each[0]).startsWith("HTTP/1.1 200 OK\r\ndate: ").isEqualTo(each[1]);
        assertThat(each[3]).contains("connection: close");
    }

    /** The time and what is counted down from it may differ by a second. */
    private static String withoutDates(String answer) {
        return answer.replaceFirst("date: [^\r]*", "").replaceFirst("max-age=\\d+", "");
    }

    @Test
    void goesBackAndForthBetweenTheCacheAndTheCodec() throws Exception {
        var known = TestAuthority.serial(3_000);
        running.source.issue(GENERATION, known);
        var hit = "GET /" + base64(TestRequest.about(running.authority, known));
        var end = " HTTP/1.1\r\nHost: x\r\n\r\n";
        running.get("/" + base64(TestRequest.about(running.authority, known)));

        try (var socket = running.connect()) {
            for (var round = 0; round < 20; round++) {
                var fresh = TestAuthority.serial(3_001 + round);
                running.source.issue(GENERATION, fresh);
                var miss = "GET /" + base64(TestRequest.about(running.authority, fresh));
                for (var request : new String[] {hit, miss, "GET /health", hit + "?x"}) {
                    socket.getOutputStream()
                            .write((request + end).getBytes(StandardCharsets.US_ASCII));
                    var answer = answer(socket.getInputStream());
                    if (request.equals("GET /health")) {
                        assertThat(new String(answer, StandardCharsets.UTF_8)).contains("up");
                    } else {
                        assertThat(ParsedResponse.of(answer).certificateStatus(0))
                                .isEqualTo("good");
                    }
                }
            }
        }
    }

    /** The body of one response. */
    private static byte[] answer(InputStream stream) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) stream.read());
        }
        var length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
        assertThat(length.find()).as(head.toString()).isTrue();
        return stream.readNBytes(Integer.parseInt(length.group(1)));
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws Exception {
        var serials = new ArrayList<Octets>();
        var requests = new StringBuilder();
        for (var serial = 2_000; serial < 2_030; serial++) {
            var octets = TestAuthority.serial(serial);
            running.source.issue(GENERATION, octets);
            serials.add(octets);
            // Every second one comes from the cache.
            if (serial % 2 == 0) {
                running.get("/" + base64(TestRequest.about(running.authority, octets)));
            }
            requests.append("GET /")
                    .append(base64(TestRequest.about(running.authority, octets)))
                    .append(" HTTP/1.1\r\nHost: x\r\n")
                    .append(serial == 2_029 ? "Connection: close\r\n\r\n" : "\r\n");
        }

        var answers = running.raw(requests.toString());

        var found = new ArrayList<Octets>();
        var single = Pattern.compile("Content-Length: (\\d+)\r\n", Pattern.CASE_INSENSITIVE);
        var matcher = single.matcher(answers);
        while (matcher.find()) {
            var start = answers.indexOf("\r\n\r\n", matcher.start()) + 4;
            var body = answers.substring(start, start + Integer.parseInt(matcher.group(1)));
            var response = ParsedResponse.of(body.getBytes(StandardCharsets.ISO_8859_1));
            found.add(Octets.of(response.single(0).getCertID().getSerialNumber().toByteArray()));
        }
        assertThat(found).isEqualTo(serials);
    }

    @Test
    void keepsConnectionsOpenAsHttp10And11Ask() throws Exception {
        var path = "GET /" + base64(request());

        assertThat(running.raw(path + " HTTP/1.0\r\n\r\n"))
                .doesNotContainIgnoringCase("keep-alive");
        var two =
                running.raw(
                        path
                                + " HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
                                + path
                                + " HTTP/1.0\r\n\r\n");
        assertThat(two.split("HTTP/1.1 200 OK", -1)).hasSize(3);
        assertThat(two).containsIgnoringCase("connection: keep-alive");
    }

    @Test
    void reportsItsHealthInOneLine() throws Exception {
        var well = running.get("/health");
        assertThat(well.statusCode()).isEqualTo(200);
        assertThat(new String(well.body(), StandardCharsets.UTF_8))
                .startsWith("{\"status\":\"up\"")
                .contains("\"generations\":1", "\"generationsWithoutSigner\":[]")
                .hasLineCount(1);

        running.signer.lose();
        try {
            org.awaitility.Awaitility.await()
                    .until(() -> running.get("/health").statusCode() == 503);
        } finally {
            running.signer.restore();
        }
        org.awaitility.Awaitility.await().until(() -> running.get("/health").statusCode() == 200);
    }

    @Test
    void speaksHttp2WithoutTls(@TempDir Path folder) throws Exception {
        var request = Files.write(folder.resolve("request"), request());
        var get = "/ocsp/" + base64(request());

        for (var i = 0; i < 2; i++) {
            var answer = curl(folder, running.uri(get).toString());
            assertThat(answer.headers())
                    .startsWith("HTTP/2 200")
                    .contains("cache-control: max-age=", "etag: \"", "expires: ");
            assertThat(answer.response().certificateStatus(0)).isEqualTo("good");
        }
        var posted =
                curl(
                        folder,
                        running.uri("/ocsp").toString(),
                        "--data-binary",
                        "@" + request,
                        "-H",
                        "Content-Type: " + TYPE);
        assertThat(posted.headers()).startsWith("HTTP/2 200");
        assertThat(posted.response().certificateStatus(0)).isEqualTo("good");
        assertThat(curl(folder, running.uri("/nothing").toString()).headers())
                .startsWith("HTTP/2 404");
        var large = Files.write(folder.resolve("large"), new byte[70_000]);
        assertThat(
                        curl(
                                        folder,
                                        running.uri("/ocsp").toString(),
                                        "--data-binary",
                                        "@" + large,
                                        "-H",
                                        "Content-Type: " + TYPE)
                                .headers())
                .startsWith("HTTP/2 413");
    }

    private record Curled(String headers, Octets body) {

        ParsedResponse response() {
            return ParsedResponse.of(body.toArray());
        }
    }

    private static Curled curl(Path folder, String url, String... options) throws Exception {
        var headers = folder.resolve("headers");
        var body = folder.resolve("body");
        var command =
                new ArrayList<>(
                        List.of("curl", "-s", "--http2-prior-knowledge", "--max-time", "60"));
        command.addAll(List.of("-D", headers.toString(), "-o", body.toString(), url));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command).start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return new Curled(Files.readString(headers), Octets.of(Files.readAllBytes(body)));
    }

    /** Octets of requests changed at random: an answer each time, and never a server error. */
    @ParameterizedTest
    @ValueSource(longs = {20_261_121})
    void answersWhateverComes(long seed) throws Exception {
        System.out.println("OcspHttpTest seed " + seed);
        var random = new Random(seed);
        var nonce =
                new TestRequest()
                        .and(running.authority, FIVE, TestRequest.SHA256)
                        .and(running.authority, FIVE, TestRequest.SHA1)
                        .nonce(Octets.of(new byte[32]))
                        .der();
        for (var i = 0; i < 4_000; i++) {
            var octets = mutated(random.nextBoolean() ? request() : nonce, random);
            var response =
                    random.nextInt(3) == 0
                            ? running.get("/ocsp/" + urlSafe(octets))
                            : running.post("/ocsp", TYPE, octets);
            assertThat(response.statusCode()).isIn(200, 404);
            if (response.statusCode() == 200) {
                assertThat(parsed(response).status()).isNotEqualTo(2);
            }
        }
        assertThat(parsed(running.post("/", TYPE, request())).certificateStatus(0))
                .isEqualTo("good");
    }

    private static byte[] mutated(byte[] octets, Random random) {
        var changed =
                Arrays.copyOf(
                        octets,
                        random.nextInt(4) == 0 ? random.nextInt(2 * octets.length) : octets.length);
        for (var changes = random.nextInt(5); changes > 0 && changed.length > 0; changes--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    private static String urlSafe(byte[] octets) {
        return URLEncoder.encode(base64(octets), StandardCharsets.US_ASCII);
    }

    private static byte[] request() {
        return TestRequest.about(running.authority, FIVE);
    }

    private static ParsedResponse parsed(HttpResponse<byte[]> response) {
        return ParsedResponse.of(response.body());
    }

    private static Instant date(HttpResponse<byte[]> response, String header) {
        var text = response.headers().firstValue(header).orElseThrow();
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }
}
