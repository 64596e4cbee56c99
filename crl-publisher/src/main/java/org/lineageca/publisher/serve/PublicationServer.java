package org.lineageca.publisher.serve;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.lineageca.publisher.observe.Health;
import org.lineageca.publisher.publish.Shelf;

/** The HTTP server: small requests, bounded in size, time and number. */
public final class PublicationServer {

    private static final int LARGEST_REQUEST_HEAD = 4 * 1024;
    private static final int MOST_CONNECTIONS = 10_000;
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final Duration REQUEST = Duration.ofSeconds(10);
    private static final HttpField NO_SNIFFING =
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff");

    private final Server server;
    private final ServerConnector connector;
    private final ExecutorService compressing =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("gzip").daemon().factory());

    /**
     * Does not listen yet.
     *
     * @param port zero for any free one
     */
    public PublicationServer(
            String host, int port, Shelf shelf, Health health, InstantSource clock) {
        var threads = new QueuedThreadPool();
        threads.setName("http");
        server = new Server(threads);
        // No handler waits for anything, so requests are answered by the thread that reads them:
        // one of these a processor.
        connector =
                new ServerConnector(
                        server,
                        1,
                        Runtime.getRuntime().availableProcessors(),
                        new HttpConnectionFactory(configuration()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
        server.setHandler(
                new MethodHandler(
                        new Handler.Sequence(
                                new FileHandler(shelf, clock, compressing),
                                new HealthHandler(health),
                                new PageHandler(shelf, clock),
                                new MissingHandler())));
        server.setErrorHandler((request, response, callback) -> {
            PlainAnswer.send(
                    response,
                    callback,
                    response.getStatus(),
                    String.valueOf(HttpStatus.getMessage(response.getStatus())));
            return true;
        });
        server.setStopTimeout(Duration.ofSeconds(2).toMillis());
    }

    /** Listens. */
    public void start() throws Exception {
        server.start();
        new RequestDeadline(connector, REQUEST).start();
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Answers what is under way, for two seconds at most, and nothing new. */
    public void stop() throws Exception {
        server.stop();
        compressing.shutdownNow();
    }

    private static HttpConfiguration configuration() {
        var configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(LARGEST_REQUEST_HEAD);
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        configuration.addCustomizer((request, responseHeaders) -> {
            responseHeaders.add(NO_SNIFFING);
            return request;
        });
        return configuration;
    }
}
