package org.lineageca.publisher.operate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.observe.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener of its own for operators: what is seen here is nothing for relying parties, and a
 * scrape must get through when they have taken all connections.
 */
public final class OperatorServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorServer.class);
    private static final String JSON = "application/json";
    private static final int BACKLOG = 16;
    private static final int THREADS = 4;

    /** What is answered. */
    private record Page(int status, String type, Octets content) {}

    private final HttpServer server;
    private final ExecutorService executor;
    private final Health.Sources sources;
    private final Health health;
    private final InstantSource clock;
    private final Instant startedAt;

    private OperatorServer(
            HttpServer server,
            ExecutorService executor,
            Health.Sources sources,
            Health health,
            InstantSource clock) {
        this.server = server;
        this.executor = executor;
        this.sources = sources;
        this.health = health;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    public static OperatorServer start(
            OperatorSettings settings, Health.Sources sources, Health health, InstantSource clock)
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
        var operator = new OperatorServer(server, executor, sources, health, clock);
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
                            : text(405, "text/plain; charset=utf-8", "Allowed: GET, HEAD.\n");
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
            case "/status" -> text(200, JSON, StatusJson.of(report()) + "\n");
            case "/health" -> text(health.problems().isEmpty() ? 200 : 503, JSON, health.toJson());
            default ->
                    text(
                            404,
                            "text/plain; charset=utf-8",
                            "Nothing here. There are /metrics, /status and /health.\n");
        };
    }

    private Page metrics() throws IOException {
        var content = new ByteArrayOutputStream();
        MetricsText.write(report(), content);
        return new Page(200, MetricsText.CONTENT_TYPE, Octets.of(content.toByteArray()));
    }

    private Report report() {
        return Report.of(sources, health, startedAt, clock);
    }

    private static Page text(int status, String type, String text) {
        return new Page(status, type, Octets.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
