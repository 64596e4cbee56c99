package org.lineageca.ocsp.config;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.lineageca.hsm.client.Signer;
import org.lineageca.ocsp.cache.AnswerCache;
import org.lineageca.ocsp.http.HttpServer;
import org.lineageca.ocsp.respond.AnswerMaking;
import org.lineageca.ocsp.respond.HealthCheck;
import org.lineageca.ocsp.respond.Responder;
import org.lineageca.ocsp.respond.SigningAhead;
import org.lineageca.ocsp.status.ChangeFeed;
import org.lineageca.ocsp.status.ChangeJournal;
import org.lineageca.ocsp.status.Freshness;
import org.lineageca.ocsp.status.IssuerDirectory;
import org.lineageca.ocsp.status.PollingLoop;
import org.lineageca.ocsp.status.StatusReader;
import org.lineageca.ocsp.status.StatusSource;

/** A responder that runs: all parts of the program but the database pool and the signer. */
public final class OcspResponder implements AutoCloseable {

    private static final Duration CHANGES_EVERY = Duration.ofMillis(200);
    private static final Duration ISSUERS_EVERY = Duration.ofMillis(500);
    private static final Duration WAITS_ENDED_EVERY = Duration.ofMillis(200);
    private static final int CHANGES_REMEMBERED = 50_000;

    /** The two polling loops keep a connection each. */
    private static final int CONNECTIONS_FOR_LOOPS = 2;

    private final HttpServer http;
    private final List<PollingLoop> loops;
    private final StatusReader reader;
    private final ExecutorService executor;

    private OcspResponder(
            HttpServer http,
            List<PollingLoop> loops,
            StatusReader reader,
            ExecutorService executor) {
        this.http = http;
        this.loops = loops;
        this.reader = reader;
        this.executor = executor;
    }

    /** Starts serving; whatever is not there yet is asked for again and again. */
    public static OcspResponder start(
            Configuration configuration, StatusSource source, Signer signer, InstantSource clock)
            throws IOException {
        var journal = new ChangeJournal(CHANGES_REMEMBERED);
        var freshness = new Freshness(clock, configuration.maxDataAge());
        var cache = new AnswerCache(journal, configuration.cacheOctets());
        var directory = new IssuerDirectory(source, signer, clock);
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        var readers = configuration.database().connections() - CONNECTIONS_FOR_LOOPS;
        var reader = new StatusReader(source, journal, freshness, clock, readers);
        var signing = new AnswerMaking.Signing(signer, directory, executor, clock);
        var policy = configuration.answers();
        var making = new AnswerMaking(reader, freshness, journal, cache, signing, policy);
        var responder =
                new Responder(directory, cache, making, policy, configuration.limits(), clock);
        var health = new HealthCheck(freshness, directory, cache, signer, clock);
        var feed = new ChangeFeed(source, journal, cache, freshness, clock);
        var loops = new ArrayList<PollingLoop>();
        loops.add(PollingLoop.start("changes", CHANGES_EVERY, feed::poll));
        loops.add(PollingLoop.start("issuers", ISSUERS_EVERY, directory::refresh));
        loops.add(PollingLoop.start("patience", WAITS_ENDED_EVERY, responder::endLongWaits));
        if (configuration.ahead().perSecond() > 0) {
            var schedule =
                    new SigningAhead.Schedule(configuration.ahead(), policy.validity(), clock);
            var ahead = new SigningAhead(responder, directory, cache, source, schedule);
            loops.add(PollingLoop.start("ahead", SigningAhead.EVERY, ahead::step));
        }
        try {
            var http = HttpServer.start(configuration.http(), responder, health, executor, clock);
            return new OcspResponder(http, loops, reader, executor);
        } catch (IOException e) {
            stop(loops, reader, executor);
            throw e;
        }
    }

    /** The port it listens on. */
    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
        stop(loops, reader, executor);
    }

    private static void stop(
            List<PollingLoop> loops, StatusReader reader, ExecutorService executor) {
        loops.forEach(PollingLoop::close);
        reader.close();
        executor.shutdownNow();
    }
}
