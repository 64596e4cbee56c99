package org.lineageca.console.dashboard;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.forecast.CrlForecast;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.ForecastCrls;
import org.lineageca.ca.lifecycle.ProbeTokens;
import org.lineageca.ca.lifecycle.ProbeTokens.Probe;
import org.lineageca.ca.lifecycle.RefuseRestored;
import org.lineageca.ca.sealing.AuditLogBrokenException;
import org.lineageca.ca.sealing.ReadAuditLog;
import org.lineageca.hsm.client.TokenUnavailableException;

/**
 * What takes longer than a look may: tokens, which may not answer for seconds, and forecasts, which
 * count revocations. Looks show what was read last.
 */
@Singleton
final class SlowReadings {

    /** A forecast is of days; revocations of five minutes do not change it. */
    private static final Duration FORECAST_HOLDS = Duration.ofMinutes(5);

    /** The newest forecast; null where nothing issues. */
    private record Reckoned(Instant at, @Nullable CrlForecast forecast) {}

    private final ProbeTokens tokens;
    private final ReadAuditLog log;
    private final ForecastCrls forecasts;
    private final RefuseRestored guard;
    private final InstantSource clock;
    private final Map<String, Reckoned> reckoned = new ConcurrentHashMap<>();
    private volatile List<Probe> probes = List.of();
    private volatile @Nullable String broken;
    private volatile @Nullable String restored;

    SlowReadings(
            ProbeTokens tokens,
            ReadAuditLog log,
            ForecastCrls forecasts,
            RefuseRestored guard,
            InstantSource clock) {
        this.tokens = tokens;
        this.log = log;
        this.forecasts = forecasts;
        this.guard = guard;
        this.clock = clock;
    }

    /** Asks every token, and whether the log is what its signer remembers. */
    void askTokens(Actor actor) {
        probes = tokens.probe(actor);
        try {
            log.checkpoint(actor);
            broken = null;
        } catch (AuditLogBrokenException e) {
            broken = String.valueOf(e.getMessage());
        } catch (RefusedException notYet) {
            broken = null;
        }
        restored = refusal();
    }

    private @Nullable String refusal() {
        try {
            guard.look();
        } catch (TokenUnavailableException unreachable) {
            // Its probe says so.
            return null;
        }
        return guard.problem().orElse(null);
    }

    /**
     * Reckons the forecast of one lineage: of that which was reckoned longest ago, if that is long
     * enough. So a look at fifty lineages costs no more at a time than one at two.
     */
    void reckonOne(Actor actor, List<String> roles) {
        reckoned.keySet().retainAll(roles);
        var now = clock.instant();
        roles.stream()
                .filter(role -> !now.isBefore(at(role).plus(FORECAST_HOLDS)))
                .min(Comparator.comparing(this::at))
                .ifPresent(role ->
                        reckoned.put(
                                role,
                                new Reckoned(now, forecasts.forecast(actor, role).orElse(null))));
    }

    private Instant at(String role) {
        var last = reckoned.get(role);
        return last == null ? Instant.EPOCH : last.at();
    }

    List<Probe> probes() {
        return probes;
    }

    /** Why the audit log is not what was sealed; null if it is. */
    @Nullable String broken() {
        return broken;
    }

    /** Why nothing is signed over this database; null if all may be. */
    @Nullable String restored() {
        return restored;
    }

    /** By lineage, as far as they are reckoned. */
    Map<String, CrlForecast> forecasts() {
        var known = new HashMap<String, CrlForecast>();
        reckoned.forEach((role, one) -> {
            if (one.forecast() != null) {
                known.put(role, one.forecast());
            }
        });
        return known;
    }
}
