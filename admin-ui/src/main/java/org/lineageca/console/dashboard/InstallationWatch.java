package org.lineageca.console.dashboard;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the installation once for all who have the dashboard open: about each second while
 * somebody has, and not at all while nobody does.
 */
@Singleton
public final class InstallationWatch {

    private static final Logger LOG = LoggerFactory.getLogger(InstallationWatch.class);
    private static final Actor ACTOR = new Actor.Installation("dashboard");
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** A test signature is cheap, and not for nothing. */
    private static final Duration TOKENS_EVERY = Duration.ofSeconds(3);

    /** Whoever opens the page is not shown what is older. */
    private static final Duration HOLDS = Duration.ofSeconds(2);

    /** Somebody who has the dashboard open. */
    interface Viewer {

        /** Whether anybody would see it now. */
        boolean isThere();

        /** Is given every look; must not block. */
        void show(Look look);
    }

    private final ReadInstallation read;
    private final SlowReadings slow;
    private final InstantSource clock;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService threads =
            Executors.newScheduledThreadPool(
                    3, Thread.ofPlatform().daemon().name("dashboard-", 0).factory());
    private volatile List<String> roles = List.of();
    private @Nullable Look latest;
    private Instant latestAt = Instant.MIN;

    InstallationWatch(ReadInstallation read, SlowReadings slow, InstantSource clock) {
        this.read = read;
        this.slow = slow;
        this.clock = clock;
        every(EVERY, "the installation", this::showAll);
        every(EVERY, "forecasts", () -> slow.reckonOne(ACTOR, roles));
        every(TOKENS_EVERY, "tokens", () -> slow.askTokens(ACTOR));
    }

    private void every(Duration pause, String what, Runnable look) {
        var _ =
                threads.scheduleWithFixedDelay(
                        () -> guarded(what, look),
                        pause.toMillis(),
                        pause.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** The outermost loop of its threads: whatever is wrong now, they look again. */
    private void guarded(String what, Runnable look) {
        if (viewers.stream().noneMatch(Viewer::isThere)) {
            return;
        }
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.warn("{} could not be looked at for the dashboard: {}", what, e.toString());
        }
    }

    /** What was seen in the last two seconds; looks if that is nothing. */
    synchronized Look latest() {
        var known = latest;
        if (known == null || clock.instant().isAfter(latestAt.plus(HOLDS))) {
            known = look();
        }
        return known;
    }

    /** From now on, until what is returned is run. */
    Runnable follow(Viewer viewer) {
        if (viewers.stream().noneMatch(Viewer::isThere)) {
            threads.execute(() -> guarded("tokens", () -> slow.askTokens(ACTOR)));
        }
        viewers.add(viewer);
        return () -> viewers.remove(viewer);
    }

    private void showAll() {
        var look = look();
        for (var viewer : viewers) {
            viewer.show(look);
        }
    }

    private synchronized Look look() {
        Look look;
        try {
            var facts = read.read(ACTOR);
            roles =
                    facts.authorities().roles().stream()
                            .map(role -> role.settings().role())
                            .toList();
            look = new Look.Seen(facts);
        } catch (RuntimeException e) {
            look = outage(e);
        }
        latest = look;
        latestAt = clock.instant();
        return look;
    }

    /** The database is away, most likely; the console stays up and says so. */
    private Look outage(RuntimeException e) {
        var why = e.getMessage() == null ? e.toString() : e.getMessage().lines().findFirst().get();
        return switch (latest) {
            case Look.Outage(var since, _, var last) -> new Look.Outage(since, why, last);
            case Look.Seen(var facts) -> begun(why, facts, e);
            case null -> begun(why, null, e);
        };
    }

    private Look begun(String why, @Nullable Facts last, RuntimeException e) {
        LOG.warn("the installation cannot be read for the dashboard", e);
        return new Look.Outage(clock.instant(), why, last);
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
