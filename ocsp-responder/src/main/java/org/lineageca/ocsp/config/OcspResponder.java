package org.lineageca.ocsp.config;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.lineageca.hsm.client.Signer;
import org.lineageca.ocsp.cache.AnswerCache;
import org.lineageca.ocsp.http.HttpServer;
import org.lineageca.ocsp.meter.CountingMeter;
import org.lineageca.ocsp.meter.RecentTraffic;
import org.lineageca.ocsp.operate.OperatorServer;
import org.lineageca.ocsp.operate.Reporter;
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

    private static final int READERS_OF_MEMORY = 2;

    private final HttpServer http;
    private final Optional<OperatorServer> operators;
    private final Work work;

    /** What goes on behind the listeners. */
    private record Work(List<PollingLoop> loops, StatusReader reader, ExecutorService executor) {

        void stop() {
            loops.forEach(PollingLoop::close);
            reader.close();
            executor.shutdownNow();
        }
    }

    private OcspResponder(HttpServer http, Optional<OperatorServer> operators, Work work) {
        this.http = http;
        this.operators = operators;
        this.work = work;
    }

    /** Starts serving; whatever is not there yet is asked for again and again. */
    public static OcspResponder start(
            Configuration configuration, StatusSource source, Signer signer, InstantSource clock)
            throws IOException {
        var journal = new ChangeJournal(CHANGES_REMEMBERED);
        var freshness = new Freshness(clock, configuration.maxDataAge());
        var cache = new AnswerCache(journal, configuration.cacheOctets());
        var directory = new IssuerDirectory(source, signer, clock);
        var meter = new CountingMeter();
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        var readers = readers(configuration.source());
        var reader = new StatusReader(source, journal, freshness, clock, readers);
        var signing = new AnswerMaking.Signing(signer, directory, clock, meter);
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
        var recent = new RecentTraffic(meter, clock);
        var sources = new Reporter.Sources(health, directory, cache, responder, meter, recent);
        var bounds = new Reporter.Bounds(configuration.maxDataAge(), configuration.cacheOctets());
        var reporter = new Reporter(sources, bounds, clock);
        loops.add(PollingLoop.start("traffic", RecentTraffic.EVERY, recent::look));
        loops.add(PollingLoop.start("survey", Reporter.SURVEY_EVERY, reporter::survey));
        var service = new HttpServer.Service(responder, health, executor, meter);
        var work = new Work(loops, reader, executor);
        try {
            var operators = operators(configuration, reporter);
            try {
                var http = HttpServer.start(configuration.http(), service, clock);
                return new OcspResponder(http, operators, work);
            } catch (IOException e) {
                operators.ifPresent(OperatorServer::close);
                throw e;
            }
        } catch (IOException e) {
            work.stop();
            throw e;
        }
    }

    private static Optional<OperatorServer> operators(
            Configuration configuration, Reporter reporter) throws IOException {
        var settings = configuration.metrics();
        return settings == null
                ? Optional.empty()
                : Optional.of(OperatorServer.start(settings, reporter));
    }

    private static int readers(Configuration.Source source) {
        return switch (source) {
            case Configuration.Database database -> database.connections() - CONNECTIONS_FOR_LOOPS;
            case Configuration.Crls _ -> READERS_OF_MEMORY;
        };
    }

    /** The port it listens on. */
    public int port() {
        return http.port();
    }

    /** The port metrics and status are served on, if they are. */
    public OptionalInt operatorPort() {
        return operators.stream().mapToInt(OperatorServer::port).findFirst();
    }

    @Override
    public void close() {
        http.close();
        operators.ifPresent(OperatorServer::close);
        work.stop();
    }
}
