package org.lineageca.ocsp.operate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.lineageca.ocsp.respond.Health;
import org.lineageca.octets.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener of its own for operators: what is seen here helps whoever wants to wear the responder
 * out, and a scrape must get through when relying parties have taken all connections.
 */
public final class OperatorServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorServer.class);
    private static final String JSON = "application/json";
    private static final int BACKLOG = 16;
    private static final int THREADS = 4;

    static {
        // Each of these threads would else wait for a request as long as somebody likes.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
    }

    /** What is answered. */
    private record Page(int status, String type, Octets content) {}

    private final HttpServer server;
    private final ExecutorService executor;
    private final Reporter reporter;

    private OperatorServer(HttpServer server, ExecutorService executor, Reporter reporter) {
        this.server = server;
        this.executor = executor;
        this.reporter = reporter;
    }

    public static OperatorServer start(OperatorSettings settings, Reporter reporter)
            throws IOException {
        HttpServer server;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(settings.host(), settings.port()), BACKLOG);
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen on %s port %d for metrics: %s. Nothing is served. Choose another port or end the program that has it."
                            .formatted(settings.host(), settings.port(), e.getMessage()),
                    e);
        }
        var executor =
                Executors.newFixedThreadPool(
                        THREADS, Thread.ofPlatform().daemon().name("operator-", 0).factory());
        var operator = new OperatorServer(server, executor, reporter);
        server.setExecutor(executor);
        server.createContext("/", operator::handle);
        server.start();
        LOG.info("serving metrics on http://{}:{}/metrics", settings.host(), operator.port());
        return operator;
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var method = exchange.getRequestMethod();
            var isHead = method.equals("HEAD");
            var page =
                    isHead || method.equals("GET")
                            ? page(exchange.getRequestURI().getPath())
                            : text(405, "Allowed: GET, HEAD.");
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", page.type());
            headers.set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(page.status(), isHead ? -1 : page.content().length());
            if (!isHead) {
                exchange.getResponseBody().write(page.content().toArray());
            }
        }
    }

    private Page page(String path) throws IOException {
        return switch (path) {
            case "/metrics" -> metrics();
            case "/status" -> json(200, StatusJson.of(reporter.report()));
            case "/health" -> {
                var health = reporter.health().check();
                yield health(health, health.isWell());
            }
            case "/health/ready" -> {
                var health = reporter.health().check();
                yield health(health, health.isReady());
            }
            case "/health/live" -> json(200, "{\"status\":\"up\"}");
            default ->
                    text(
                            404,
                            "Nothing here. There are /metrics, /status, /health, /health/ready and /health/live.");
        };
    }

    private Page metrics() throws IOException {
        var content = new ByteArrayOutputStream();
        MetricsText.write(reporter.report(), content);
        return new Page(200, MetricsText.CONTENT_TYPE, Octets.of(content.toByteArray()));
    }

    private static Page health(Health health, boolean good) {
        return json(good ? 200 : 503, health.toJson().strip());
    }

    private static Page json(int status, String text) {
        return new Page(status, JSON, octets(text));
    }

    private static Page text(int status, String text) {
        return new Page(status, "text/plain; charset=utf-8", octets(text));
    }

    private static Octets octets(String text) {
        return Octets.of((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
