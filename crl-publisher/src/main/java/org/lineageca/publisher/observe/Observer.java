package org.lineageca.publisher.observe;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.CrlScope;
import org.lineageca.publisher.guard.Issuer;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.publish.OfferedCrl;
import org.lineageca.publisher.publish.OfferedGeneration;
import org.lineageca.publisher.publish.PublishedCrl;
import org.lineageca.publisher.publish.Publisher;
import org.lineageca.publisher.publish.Shelf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches from every distribution point what relying parties get there, again and again, and says
 * what is wrong with it.
 */
public final class Observer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Observer.class);
    private static final int AT_A_TIME = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A server that says "not modified" is not believed for longer. */
    private static final Duration WHOLE_AFTER = Duration.ofHours(1);

    /** An impostor's CRL is read up to this much more than twice the size of ours. */
    private static final int MORE = 1024 * 1024;

    private final Publisher publisher;
    private final Shelf shelf;
    private final Outside outside;
    private final Duration interval;
    private final InstantSource clock;
    private final Map<String, Observation> observations = new ConcurrentSkipListMap<>();
    private final Map<String, Confirmed> confirmed = new ConcurrentHashMap<>();
    private final EnumMap<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("observing").unstarted(this::run);

    /** What was seen whole and was as published. */
    private record Confirmed(String etag, Octets sha256, Instant at) {}

    /** One distribution point and what should be there. */
    private record Point(URI uri, PublishedCrl published, Comparison comparison) {
        String place() {
            return published.label() + "/" + published.scope();
        }
    }

    /**
     * Observes nothing yet.
     *
     * @param interval from one look to the next; zero for none
     */
    public Observer(
            Publisher publisher,
            Shelf shelf,
            Outside outside,
            Duration interval,
            InstantSource clock) {
        this.publisher = publisher;
        this.shelf = shelf;
        this.outside = outside;
        this.interval = interval;
        this.clock = clock;
    }

    /** Begins, an interval from now. */
    public void start() {
        if (!interval.isZero()) {
            thread.start();
        }
    }

    /** What was seen last, by generation and scope. */
    public Collection<Observation> observations() {
        return List.copyOf(observations.values());
    }

    /** How often each was seen since the program began. */
    public synchronized Map<Outcome, Long> counts() {
        return new EnumMap<>(counts);
    }

    /** What is wrong, a sentence each. */
    public List<String> problems() {
        return observations.values().stream()
                .filter(one -> one.outcome().isAlarming())
                .map(Observer::words)
                .toList();
    }

    @Override
    public void close() {
        stopped.countDown();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look at every distribution point, a few at a time. */
    void round() throws InterruptedException {
        var points = points();
        var places = new HashSet<String>();
        points.forEach(point -> places.add(point.place()));
        observations.keySet().retainAll(places);
        try (var threads = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            var looks = points.stream().map(point -> threads.submit(() -> look(point))).toList();
            try {
                for (var look : looks) {
                    look.get();
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private void run() {
        while (!stoppedWithinInterval()) {
            try {
                round();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("this look from outside failed; the next follows", e);
            }
        }
    }

    private boolean stoppedWithinInterval() {
        try {
            return stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private List<Point> points() {
        var offer = publisher.offer();
        var points = new ArrayList<Point>();
        if (offer != null) {
            for (var generation : offer.generations()) {
                generation
                        .crls()
                        .forEach(crl -> {
                            var point = point(generation, crl);
                            if (point != null) {
                                points.add(point);
                            }
                        });
            }
        }
        return points;
    }

    private @Nullable Point point(OfferedGeneration generation, OfferedCrl crl) {
        var published = published(generation.label(), crl.scope());
        var uri = address(generation, crl).flatMap(Observer::web).orElse(null);
        if (published == null || uri == null) {
            return null;
        }
        var issuer = new Issuer(generation.subject(), generation.publicKey(), null, false);
        return new Point(uri, published, new Comparison(published, crl.number(), issuer));
    }

    private @Nullable PublishedCrl published(String label, String scope) {
        return shelf.crls().stream()
                .filter(crl -> crl.label().equals(label) && crl.scope().equals(scope))
                .findFirst()
                .orElse(null);
    }

    /** The row of a delta has the address of the CRL it adds to, and that one's row the delta's. */
    private static Optional<String> address(OfferedGeneration generation, OfferedCrl crl) {
        return CrlScope.isDelta(crl.scope())
                ? generation.crls().stream()
                        .filter(one -> one.scope().equals(CrlScope.baseOf(crl.scope())))
                        .flatMap(one -> Stream.ofNullable(one.deltas()))
                        .findFirst()
                : Optional.of(crl.distributionPoint());
    }

    private static Optional<URI> web(String text) {
        try {
            var uri = new URI(text);
            var scheme = uri.getScheme();
            return uri.getHost() != null && ("http".equals(scheme) || "https".equals(scheme))
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException notForUs) {
            return Optional.empty();
        }
    }

    private @Nullable Void look(Point point) throws InterruptedException {
        var file = point.published().der();
        var before = confirmed(point);
        var largest = (int) Math.min(Integer.MAX_VALUE - 8L, 2L * file.content().length() + MORE);
        var question =
                new Outside.Question(
                        point.uri(),
                        file.content(),
                        before == null ? null : before.etag(),
                        largest);
        try {
            var answer = outside.ask(question);
            var now = clock.instant();
            if (answer.same() && before == null && answer.etag() != null) {
                confirmed.put(point.place(), new Confirmed(answer.etag(), file.sha256(), now));
            }
            add(point, point.comparison().judge(answer, now), now);
        } catch (IOException e) {
            var result = new Comparison.Result(Outcome.UNREACHABLE, "Nobody answers: " + e + ".");
            add(point, result, clock.instant());
        }
        return null;
    }

    /** What needs not be sent again. */
    private @Nullable Confirmed confirmed(Point point) {
        var before = confirmed.get(point.place());
        return before != null
                        && before.sha256().equals(point.published().der().sha256())
                        && clock.instant().isBefore(before.at().plus(WHOLE_AFTER))
                ? before
                : null;
    }

    private synchronized void add(Point point, Comparison.Result result, Instant now) {
        counts.merge(result.outcome(), 1L, Long::sum);
        var observation =
                new Observation(
                        point.published().label(),
                        point.published().scope(),
                        point.uri().toString(),
                        now,
                        result.outcome(),
                        result.sentence());
        var before = observations.put(point.place(), observation);
        if (before != null && before.outcome() == observation.outcome()) {
            return;
        }
        if (observation.outcome().isAlarming()) {
            LOG.error("{}", words(observation));
        } else if (before != null && before.outcome().isAlarming()) {
            LOG.info("{} is seen as it should be again", observation.uri());
        }
    }

    private static String words(Observation observation) {
        return "Seen from outside, %s is %s. %s"
                .formatted(
                        observation.uri(),
                        switch (observation.outcome()) {
                            case AS_PUBLISHED -> "as published";
                            case CATCHING_UP -> "catching up";
                            case BEHIND -> "an old copy";
                            case AHEAD -> "ahead of the database";
                            case FOREIGN -> "foreign";
                            case MISSING -> "missing";
                            case UNREACHABLE -> "out of reach";
                        },
                        observation.sentence());
    }
}
