package org.lineageca.ocsp.operate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ocsp.cache.AnswerCache;
import org.lineageca.ocsp.meter.CountingMeter;
import org.lineageca.ocsp.meter.RecentTraffic;
import org.lineageca.ocsp.respond.HealthCheck;
import org.lineageca.ocsp.respond.Responder;
import org.lineageca.ocsp.status.IssuerDirectory;

/** Finds out what the responder is like. */
public final class Reporter {

    /** How often {@link #survey} is to be called: it looks at every answer. */
    public static final Duration SURVEY_EVERY = Duration.ofSeconds(15);

    /**
     * Those it asks.
     *
     * @param recent told to look again and again by somebody else
     */
    public record Sources(
            HealthCheck health,
            IssuerDirectory directory,
            AnswerCache cache,
            Responder responder,
            CountingMeter meter,
            RecentTraffic recent) {}

    /**
     * What was configured.
     *
     * @param maxDataAge how old what is known of changes may be
     * @param cacheOctets bound of the answers kept
     */
    public record Bounds(Duration maxDataAge, long cacheOctets) {}

    private final Sources sources;
    private final Bounds bounds;
    private final InstantSource clock;
    private final Instant startedAt;
    private volatile @Nullable Instant oldest;

    public Reporter(Sources sources, Bounds bounds, InstantSource clock) {
        this.sources = sources;
        this.bounds = bounds;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Looks for the oldest answer. */
    public void survey() {
        oldest = sources.cache().oldest(clock.instant()).orElse(null);
    }

    HealthCheck health() {
        return sources.health();
    }

    /** Waits for the signer, two seconds at most. */
    Report report() {
        var now = clock.instant();
        var cache = sources.cache();
        return new Report(
                now,
                startedAt,
                sources.health().check(),
                bounds.maxDataAge(),
                sources.meter().counts(),
                sources.recent().window(),
                new Report.Cache(cache.size(), cache.octets(), bounds.cacheOctets(), oldest),
                new Report.Load(sources.meter().connections(), sources.responder().inFlight()),
                signers(now));
    }

    private List<Report.Signer> signers(Instant now) {
        return sources.directory().served().all().stream()
                .flatMap(issuer ->
                        issuer.delegateAt(now).stream()
                                .map(delegate ->
                                        new Report.Signer(
                                                issuer.label(),
                                                delegate.key().keyId().toString(),
                                                delegate.certificate().notBefore(),
                                                delegate.certificate().notAfter())))
                .toList();
    }
}
