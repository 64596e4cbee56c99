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
import org.jspecify.annotations.Nullable;
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
    private static final int BACKLOG = 16;
    private static final int THREADS = 4;

    static {
        // Each of these threads would else wait for a request as long as somebody likes.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
    }

    private final HttpServer server;
    private final ExecutorService executor;
    private final Health.Sources sources;
    private final Health health;
    private final InstantSource clock;
    private final Instant startedAt;
    private final @Nullable RollBackDesk rollBacks;

    private OperatorServer(
            HttpServer server,
            ExecutorService executor,
            Health.Sources sources,
            Health health,
            InstantSource clock,
            @Nullable RollBackDesk rollBacks) {
        this.server = server;
        this.executor = executor;
        this.sources = sources;
        this.health = health;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.rollBacks = rollBacks;
    }

    public static OperatorServer start(
            OperatorSettings settings, Health.Sources sources, Health health, InstantSource clock)
            throws IOException {
        var key = settings.orderKeyFile();
        var rollBacks =
                key == null
                        ? null
                        : new RollBackDesk(OrderSeal.read(key), sources.publisher(), clock);
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
        var operator = new OperatorServer(server, executor, sources, health, clock, rollBacks);
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
            var isHead = exchange.getRequestMethod().equals("HEAD");
            var page = page(exchange);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", page.type());
            headers.set("Cache-Control", "no-store");
            if (page.seal() != null) {
                headers.set(OrderSeal.FIELD, page.seal());
            }
            exchange.sendResponseHeaders(page.status(), isHead ? -1 : page.content().length());
            if (!isHead) {
                exchange.getResponseBody().write(page.content().toArray());
            }
        }
    }

    private Page page(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> page(path);
            case "POST" ->
                    path.equals(RollBackDesk.PATH)
                            ? order(exchange)
                            : Page.plain(405, "Allowed: GET, HEAD.\n");
            default -> Page.plain(405, "Allowed: GET, HEAD.\n");
        };
    }

    private Page page(String path) throws IOException {
        return switch (path) {
            case "/metrics" -> metrics();
            case "/status" -> Page.json(200, StatusJson.of(report(), rollBacks != null) + "\n");
            case "/health" -> Page.json(health.problems().isEmpty() ? 200 : 503, health.toJson());
            default -> Page.plain(404, "Nothing here. There are /metrics, /status and /health.\n");
        };
    }

    private Page order(HttpExchange exchange) throws IOException {
        if (rollBacks == null) {
            return Page.plain(403, "No orders are taken here: no order-key-file is configured.\n");
        }
        var octets = exchange.getRequestBody().readNBytes(RollBackDesk.MOST_OCTETS + 1);
        if (octets.length > RollBackDesk.MOST_OCTETS) {
            return Page.plain(413, "No order is that long.\n");
        }
        return rollBacks.take(
                new String(octets, StandardCharsets.UTF_8),
                exchange.getRequestHeaders().getFirst(OrderSeal.FIELD));
    }

    private Page metrics() throws IOException {
        var content = new ByteArrayOutputStream();
        MetricsText.write(report(), content);
        return new Page(200, MetricsText.CONTENT_TYPE, Octets.of(content.toByteArray()), null);
    }

    private Report report() {
        return Report.of(sources, health, startedAt, clock);
    }
}
