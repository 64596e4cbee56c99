package org.lineageca.console.responder;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every responder for its status again and again, in the background: a page shows what was
 * seen last and never waits for one that does not answer.
 */
@Singleton
public final class ResponderWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ResponderWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final List<ConfiguredResponder> responders;
    private final InstantSource clock;
    private final Map<String, Sight> sights = new ConcurrentHashMap<>();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final ScheduledExecutorService executor;

    ResponderWatch(List<ConfiguredResponder> responders, InstantSource clock) {
        this.responders = List.copyOf(responders);
        this.clock = clock;
        // A thread for each: one that hangs does not hold up the others.
        this.executor =
                Executors.newScheduledThreadPool(
                        Math.max(1, responders.size()),
                        Thread.ofPlatform().daemon().name("responder-watch-", 0).factory());
        for (var responder : this.responders) {
            var _ =
                    executor.scheduleWithFixedDelay(
                            () -> look(responder), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    List<ConfiguredResponder> responders() {
        return responders;
    }

    Sight sight(ConfiguredResponder responder) {
        return sights.getOrDefault(responder.name(), new Sight.NotYet());
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
        client.shutdownNow();
    }

    /** The outermost loop of its thread: whatever is wrong now, it looks again. */
    private void look(ConfiguredResponder responder) {
        try {
            sights.put(responder.name(), new Sight.Seen(clock.instant(), ask(responder)));
        } catch (IOException | IllegalArgumentException e) {
            unreachable(responder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("responder {} cannot be watched", responder.name(), e);
            unreachable(responder, e);
        }
    }

    private ResponderStatus ask(ConfiguredResponder responder)
            throws IOException, InterruptedException {
        var base = responder.metricsUrl().toString().replaceAll("/+$", "");
        var request =
                HttpRequest.newBuilder(URI.create(base + "/status")).timeout(PATIENCE).build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("it answered with status " + response.statusCode());
        }
        return StatusReader.read(response.body());
    }

    private void unreachable(ConfiguredResponder responder, Exception e) {
        var message = e.getMessage();
        var why = message == null ? e.getClass().getSimpleName() : message;
        sights.merge(
                responder.name(),
                new Sight.Unreachable(clock.instant(), why),
                (before, now) ->
                        before instanceof Sight.Unreachable(var since, _)
                                ? new Sight.Unreachable(since, why)
                                : now);
    }
}
