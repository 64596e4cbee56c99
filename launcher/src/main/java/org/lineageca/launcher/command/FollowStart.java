package org.lineageca.launcher.command;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.supervisor.Failure;
import org.lineageca.launcher.supervisor.Phase;
import org.lineageca.launcher.supervisor.ProcessIdentity;
import org.lineageca.launcher.supervisor.ProgramState;
import org.lineageca.launcher.supervisor.ProgramStatus;
import org.lineageca.launcher.supervisor.Status;
import org.lineageca.launcher.supervisor.StatusFile;

/** Shows what a supervisor does until the installation is up or cannot be. */
final class FollowStart {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 50;
    private static final int TAIL = 15;
    private static final int FULL_TAIL = 300;
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at |\\.\\.\\. )");

    private final Lineage lineage;
    private final Installation installation;
    private final StatusFile file;
    private final PrintStream out;
    private final PrintStream err;
    private final ProgressLines progress;

    FollowStart(Lineage lineage, Installation installation) {
        this.lineage = lineage;
        this.installation = installation;
        this.file = new StatusFile(installation.statusFile());
        this.out = lineage.surroundings().out();
        this.err = lineage.surroundings().err();
        var onTerminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        this.progress = new ProgressLines(out, onTerminal.isPresent());
    }

    /** Follows a start from its begin; whether everything is up. */
    boolean untilStarted(ProcessIdentity supervisor) throws IOException, InterruptedException {
        while (true) {
            var alive = supervisor.isAlive();
            var status = file.read().filter(s -> supervisor.equals(s.supervisor()));
            if (status.isPresent()) {
                progress.show(status.get().steps());
                switch (status.get().phase()) {
                    case RUNNING -> {
                        return status.get().failures().isEmpty() || failed(status.get(), true);
                    }
                    case FAILED, STOPPED -> {
                        // Nothing is left running, the supervisor included, when this is said.
                        if (!alive) {
                            return failed(status.get(), false);
                        }
                    }
                    case STARTING, STOPPING -> {}
                }
            }
            if (!alive) {
                return endedEarly();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Waits until every program of a running installation is healthy, and shows each. */
    boolean untilHealthy(ProcessIdentity supervisor) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (supervisor.isAlive()) {
            var status = file.read().filter(s -> supervisor.equals(s.supervisor()));
            if (status.isPresent() && status.get().phase() == Phase.STARTING) {
                return untilStarted(supervisor);
            }
            if (status.isPresent() && status.get().allHealthy()) {
                status.get().programs().forEach(this::show);
                return true;
            }
            if (status.isPresent() && (status.get().isRefusing() || System.nanoTime() > deadline)) {
                return unhealthy(status.get());
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return endedEarly();
    }

    /** The supervisor is gone without having said why. */
    boolean endedEarly() throws IOException {
        progress.clear();
        err.println("The supervisor ended before the installation was up.");
        tail(installation.log("supervisor"));
        return false;
    }

    private boolean unhealthy(Status status) throws IOException {
        for (var program : status.programs()) {
            show(program);
            if (program.state() != ProgramState.HEALTHY
                    && program.state() != ProgramState.REFUSING) {
                tail(installation.log(program.name()));
            }
        }
        advise();
        return false;
    }

    private void show(ProgramStatus program) {
        var good = program.state() == ProgramState.HEALTHY;
        out.printf(
                " %s %-17s %s%s%n",
                progress.mark(good),
                program.name(),
                program.address(),
                good ? "" : "  %s: %s".formatted(program.state().text(), program.detail()));
    }

    private boolean failed(Status status, boolean othersRun) throws IOException {
        progress.clear();
        out.flush();
        for (Failure failure : status.failures()) {
            err.println("lineage: " + failure.reason());
            tail(failure.log());
        }
        if (othersRun) {
            err.println();
            err.println("The other programs run, and the supervisor keeps trying.");
            advise();
        } else if (!status.steps().isEmpty()) {
            err.println();
            err.println(
                    "Everything that was started is stopped again. `%s` continues where this stopped."
                            .formatted(lineage.typed("up")));
        }
        return false;
    }

    private void advise() {
        err.println(
                "See `%s` and `%s`.".formatted(lineage.typed("status"), lineage.typed("doctor")));
    }

    private void tail(@Nullable Path log) throws IOException {
        if (log == null) {
            return;
        }
        var all =
                LogTail.of(log, FULL_TAIL).stream()
                        .filter(line -> !STACK_FRAME.matcher(line).lookingAt())
                        .toList();
        var lines = all.subList(Math.max(0, all.size() - TAIL), all.size());
        if (!lines.isEmpty()) {
            err.println("  the end of " + log + ":");
            lines.forEach(line -> err.println("    " + line));
        }
    }
}
