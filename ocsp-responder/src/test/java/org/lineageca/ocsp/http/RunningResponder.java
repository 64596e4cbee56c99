package org.lineageca.ocsp.http;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.ocsp.answer.AnswerPolicy;
import org.lineageca.ocsp.config.Configuration;
import org.lineageca.ocsp.config.OcspResponder;
import org.lineageca.ocsp.fixture.MemoryStatusSource;
import org.lineageca.ocsp.fixture.SoftwareSigner;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.ocsp.operate.OperatorSettings;
import org.lineageca.ocsp.respond.Limits;
import org.lineageca.ocsp.respond.SigningAhead;

/** The whole responder over a token and tables in memory, and a client of it. */
final class RunningResponder implements AutoCloseable {

    static final int GENERATION = 1;
    static final int CONNECTIONS = 200;

    final TestAuthority authority = TestAuthority.named("Issuer");
    final MemoryStatusSource source = new MemoryStatusSource();
    final SoftwareSigner signer = new SoftwareSigner();
    final HttpClient client = HttpClient.newHttpClient();
    private final OcspResponder responder;

    private RunningResponder(Duration idle, Duration request) throws IOException {
        var key = signer.generate("ocsp", KeyAlgorithm.P256, Set.of(KeyPurpose.OCSP_RESPONSE));
        var delegate =
                authority.delegate(BigInteger.TEN, key.handle().publicKey(), Duration.ofDays(30));
        source.serve(GENERATION, authority, TestAuthority.der(delegate));
        var configuration =
                new Configuration(
                        new Configuration.Database("", "", Path.of("none"), 4, false),
                        new Configuration.Token(Path.of("none"), "responder"),
                        new HttpSettings("127.0.0.1", 0, CONNECTIONS, idle, request),
                        new AnswerPolicy(Duration.ofHours(12), true),
                        Duration.ofMinutes(15),
                        1 << 20,
                        new Limits(100, Duration.ofMinutes(1)),
                        false,
                        new SigningAhead.Extent(0, Set.of()),
                        new OperatorSettings("127.0.0.1", 0));
        responder = OcspResponder.start(configuration, source, signer, InstantSource.system());
    }

    static RunningResponder start(Duration idle, Duration request) throws IOException {
        var running = new RunningResponder(idle, request);
        org.awaitility.Awaitility.await().until(() -> running.get("/health").statusCode() == 200);
        return running;
    }

    int port() {
        return responder.port();
    }

    /** What operators get. */
    HttpResponse<String> operate(String path) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + responder.operatorPort().orElseThrow() + path);
        return client.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> get(String path, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofMinutes(1));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> post(String path, String contentType, byte[] body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(uri(path))
                        .timeout(Duration.ofMinutes(1))
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> send(String method, String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(uri(path))
                        .timeout(Duration.ofMinutes(1))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Sends octets as they are and reads until the responder closes the connection. */
    String raw(String octets) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(60_000);
        return socket;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    @Override
    public void close() {
        responder.close();
        client.close();
    }
}
