package org.lineageca.console.watch;

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
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks programs for their status again and again, in the background: a page shows what was seen
 * last and never waits for one that does not answer.
 */
public final class StatusWatch<S> {

    private static final Logger LOG = LoggerFactory.getLogger(StatusWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /**
     * A program.
     *
     * @param url where its operators' pages are
     */
    public record Watched(String name, URI url) {}

    /** Told of every status that was seen, by the thread that asked. */
    public interface Listener<S> {
        void saw(String name, Sight.Seen<S> sight);
    }

    private final Function<String, S> reader;
    private final Listener<S> listener;
    private final InstantSource clock;
    private final Map<String, Sight<S>> sights = new ConcurrentHashMap<>();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final ScheduledExecutorService executor;

    /**
     * Begins to watch.
     *
     * @param kind for the names of threads
     * @param reader of what is at {@code /status}; throws IllegalArgumentException if it is not
     */
    public StatusWatch(
            String kind,
            List<Watched> programs,
            Function<String, S> reader,
            Listener<S> listener,
            InstantSource clock) {
        this.reader = reader;
        this.listener = listener;
        this.clock = clock;
        // A thread for each: one that hangs does not hold up the others.
        this.executor =
                Executors.newScheduledThreadPool(
                        Math.max(1, programs.size()),
                        Thread.ofPlatform().daemon().name(kind + "-watch-", 0).factory());
        for (var program : programs) {
            var _ =
                    executor.scheduleWithFixedDelay(
                            () -> look(program), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    public Sight<S> sight(String name) {
        return sights.getOrDefault(name, new Sight.NotYet<>());
    }

    public void stop() {
        executor.shutdownNow();
        client.shutdownNow();
    }

    /** The outermost loop of its thread: whatever is wrong now, it looks again. */
    private void look(Watched program) {
        try {
            var seen = new Sight.Seen<>(clock.instant(), ask(program));
            sights.put(program.name(), seen);
            listener.saw(program.name(), seen);
        } catch (IOException | IllegalArgumentException e) {
            unreachable(program, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("{} cannot be watched", program.name(), e);
            unreachable(program, e);
        }
    }

    private S ask(Watched program) throws IOException, InterruptedException {
        var base = program.url().toString().replaceAll("/+$", "");
        var request =
                HttpRequest.newBuilder(URI.create(base + "/status")).timeout(PATIENCE).build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("it answered with status " + response.statusCode());
        }
        return reader.apply(response.body());
    }

    private void unreachable(Watched program, Exception e) {
        var message = e.getMessage();
        var why = message == null ? e.getClass().getSimpleName() : message;
        sights.merge(
                program.name(),
                new Sight.Unreachable<>(clock.instant(), why),
                (before, now) ->
                        before instanceof Sight.Unreachable<S>(var since, _)
                                ? new Sight.Unreachable<>(since, why)
                                : now);
    }
}
