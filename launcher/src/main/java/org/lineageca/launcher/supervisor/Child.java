package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.health.Health;
import org.lineageca.launcher.health.Reasons;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One program, kept running by a thread of its own until it is told to stop. */
final class Child {

    private static final Logger LOG = LoggerFactory.getLogger(Child.class);

    private static final Duration PROBE_WHEN_HEALTHY = Duration.ofSeconds(5);
    private static final Duration PROBE_WHEN_REFUSING = Duration.ofSeconds(1);
    private static final Duration PROBE_OTHERWISE = Duration.ofMillis(200);
    private static final Duration EXIT_SEEN_WITHIN = Duration.ofMillis(50);
    private static final int ATTEMPTS = 3;
    private static final int NOT_STARTED = -1;

    private final Program program;
    private final Path log;
    private final InstantSource clock;
    private final Runnable changed;
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private final Thread thread;

    private volatile ProgramStatus status;
    private volatile @Nullable Process process;

    /**
     * Not started yet.
     *
     * @param changed told after each change of the status
     */
    Child(Program program, Path log, InstantSource clock, Runnable changed) {
        this.program = program;
        this.log = log;
        this.clock = clock;
        this.changed = changed;
        this.status = ProgramStatus.stopped(program.name(), program.address(), clock.instant());
        this.thread = Thread.ofVirtual().name(program.name()).unstarted(this::keepRunning);
    }

    void start() {
        thread.start();
    }

    ProgramStatus status() {
        return status;
    }

    /** Why it refuses its work until somebody acts; empty if it does not. */
    Optional<String> refusal() {
        var now = status;
        return now.state() == ProgramState.REFUSING ? Optional.of(now.detail()) : Optional.empty();
    }

    /**
     * Whether it has become healthy.
     *
     * @param waited how long its start has been waited for
     * @throws StartFailedException if it failed, refuses its work or took longer than it may
     */
    boolean isUp(Duration waited) throws StartFailedException {
        var now = status;
        if (now.state() == ProgramState.HEALTHY) {
            return true;
        }
        if (stopRequested.getCount() == 0) {
            throw new StartFailedException(
                    "%s was stopped while it started".formatted(program.name()), log);
        }
        if (now.state() == ProgramState.FAILED) {
            throw new StartFailedException(
                    "%s does not start: it %s".formatted(program.name(), now.detail()), log);
        }
        if (now.state() == ProgramState.REFUSING) {
            throw new StartFailedException(now.detail(), null);
        }
        if (waited.compareTo(program.patience()) > 0) {
            throw new StartFailedException(
                    "%s was not healthy within %d s: %s"
                            .formatted(
                                    program.name(), program.patience().toSeconds(), now.detail()),
                    log);
        }
        return false;
    }

    /** Asks it to stop, waits, and kills it if it does not within {@code limit}. */
    void stop(Duration limit) throws InterruptedException {
        Process running;
        synchronized (this) {
            stopRequested.countDown();
            running = process;
        }
        if (running != null) {
            signal(running);
            if (!running.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "{} did not stop within {} s and is killed",
                        program.name(),
                        limit.toSeconds());
                running.destroyForcibly().waitFor();
            }
        }
        if (thread.getState() != Thread.State.NEW) {
            thread.join();
        }
        become(status.ended(ProgramState.STOPPED, "", clock.instant()));
    }

    private void signal(Process running) throws InterruptedException {
        if (program.stopSignal() == Program.StopSignal.TERM) {
            running.destroy();
            return;
        }
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(running.pid())).start().waitFor();
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be interrupted and is terminated: {}",
                    program.name(),
                    Reasons.of(e));
            running.destroy();
        }
    }

    private void keepRunning() {
        var pause = Duration.ZERO;
        var attempts = 0;
        try {
            while (stopRequested.getCount() > 0) {
                var run = runOnce();
                attempts = run.wasHealthy() ? 0 : attempts + 1;
                if (stopRequested.getCount() == 0) {
                    return;
                }
                if (program.hopeless().contains(run.status())) {
                    giveUp(run);
                    return;
                }
                if (run.wasHealthy() && program.inOrder().contains(run.status())) {
                    LOG.info("{} {}, as it should; started again", program.name(), run.end());
                    pause = Duration.ZERO;
                    become(status.ended(ProgramState.STARTING, "", clock.instant()));
                    continue;
                }
                pause = program.backoff().next(pause, run.wasHealthy());
                LOG.warn(
                        "{} {}; started again in {} ms",
                        program.name(),
                        run.end(),
                        pause.toMillis());
                become(
                        status.ended(
                                attempts < ATTEMPTS ? ProgramState.RESTARTING : ProgramState.FAILED,
                                run.end(),
                                clock.instant()));
                if (stopRequested.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                become(status.again());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveUp(Run run) throws InterruptedException {
        LOG.error("{} {} and is not started again", program.name(), run.end());
        var why = run.end() + " and is not started again";
        become(status.ended(ProgramState.FAILED, why, clock.instant()));
        stopRequested.await();
    }

    /**
     * A run that is over.
     *
     * @param end how it ended, for people
     * @param status its exit status; -1 if it did not even start
     */
    private record Run(String end, int status, boolean wasHealthy) {}

    private Run runOnce() throws InterruptedException {
        Process running;
        try {
            synchronized (this) {
                if (stopRequested.getCount() == 0) {
                    return new Run("was not started", NOT_STARTED, false);
                }
                running = program.launch().start(log);
                process = running;
            }
        } catch (IOException e) {
            return new Run("cannot be started: " + Reasons.of(e), NOT_STARTED, false);
        }
        LOG.info("{} started as process {}", program.name(), running.pid());
        become(status.running(running.pid(), clock.instant()));
        var wasHealthy = watch(running);
        var exit = running.exitValue();
        return new Run("ended with status " + exit, exit, wasHealthy);
    }

    private boolean watch(Process running) throws InterruptedException {
        var wasHealthy = false;
        var pause = PROBE_OTHERWISE;
        while (!running.waitFor(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            switch (ask(running)) {
                case Health.Healthy(var detail) -> {
                    wasHealthy = true;
                    pause = PROBE_WHEN_HEALTHY;
                    report(ProgramState.HEALTHY, detail);
                }
                case Health.Unhealthy(var reason) -> {
                    pause = PROBE_OTHERWISE;
                    report(wasHealthy ? ProgramState.UNHEALTHY : ProgramState.STARTING, reason);
                }
                case Health.Refusing(var reason) -> {
                    pause = PROBE_WHEN_REFUSING;
                    report(ProgramState.REFUSING, reason);
                }
                case null -> pause = Duration.ZERO;
            }
        }
        return wasHealthy;
    }

    /** Asks for its health; no answer if it ends meanwhile, so that its end is seen at once. */
    private @Nullable Health ask(Process running) throws InterruptedException {
        var answer = new CompletableFuture<Health>();
        var asking = Thread.ofVirtual().start(() -> answerTo(answer));
        while (running.isAlive()) {
            try {
                return answer.get(EXIT_SEEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Look whether it still runs.
            } catch (ExecutionException e) {
                throw new IllegalStateException("the health question of " + program.name(), e);
            }
        }
        asking.interrupt();
        return null;
    }

    private void answerTo(CompletableFuture<Health> answer) {
        try {
            answer.complete(program.probe().check());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            answer.complete(new Health.Unhealthy(Reasons.of(e)));
        }
    }

    private void report(ProgramState state, String detail) {
        var before = status;
        if (before.state() != state) {
            LOG.info(
                    "{} is {}{}",
                    program.name(),
                    state.text(),
                    detail.isEmpty() ? "" : ": " + detail);
        }
        if (before.state() != state || !before.detail().equals(detail)) {
            become(before.in(state, detail, clock.instant()));
        }
    }

    private void become(ProgramStatus next) {
        status = next;
        changed.run();
    }
}
