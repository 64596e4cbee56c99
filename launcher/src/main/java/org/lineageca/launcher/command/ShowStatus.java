package org.lineageca.launcher.command;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.supervisor.Orphans;
import org.lineageca.launcher.supervisor.Phase;
import org.lineageca.launcher.supervisor.ProgramStatus;
import org.lineageca.launcher.supervisor.Status;
import org.lineageca.launcher.supervisor.StatusFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows how every program fares. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Shows every program: state, process, uptime, restarts, address.",
            "Exit status 0 only if all are healthy."
        })
public final class ShowStatus implements Callable<Integer> {

    private static final String ROW = "%-18s %-11s %8s %10s %9s  %s%n";

    private final Lineage lineage;

    @Option(names = "--json", description = "Print the supervisor's status as JSON.")
    private boolean json;

    public ShowStatus(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException {
        var installation = lineage.installation();
        var status = present(installation);
        var out = lineage.surroundings().out();
        if (json) {
            out.print(StatusFile.format(status));
        } else {
            print(out, installation, status);
        }
        return status.allHealthy() ? ExitStatus.DONE : ExitStatus.REFUSED;
    }

    /** What the supervisor last said, if it lives to stand by it. */
    private static Status present(Installation installation) throws IOException {
        var running = new RunningSupervisor(installation);
        var said = running.status();
        if (said.isPresent()) {
            return said.get();
        }
        var supervisor = running.identity();
        var phase = supervisor.isPresent() ? Phase.STARTING : Phase.STOPPED;
        return new Status(supervisor.orElse(null), phase, List.of(), List.of(), List.of());
    }

    private void print(PrintStream out, Installation installation, Status status) {
        if (status.phase() == Phase.STOPPED) {
            printStopped(out, installation);
            return;
        }
        var now = lineage.surroundings().clock().instant();
        out.printf("Lineage in %s is %s%n%n", installation.data(), status.phase().text());
        out.printf(ROW, "PROGRAM", "STATE", "PROCESS", "UPTIME", "RESTARTS", "ADDRESS");
        for (var program : status.programs()) {
            out.printf(
                    ROW,
                    program.name(),
                    program.state().text(),
                    program.pid() == null ? "-" : program.pid().toString(),
                    uptime(program.startedAt(), now),
                    program.restarts(),
                    program.address());
        }
        status.programs().stream()
                .filter(program -> !program.detail().isEmpty())
                .forEach(program -> printDetail(out, program));
    }

    private static void printDetail(PrintStream out, ProgramStatus program) {
        out.printf("%n%s: %s%n", program.name(), program.detail());
    }

    private void printStopped(PrintStream out, Installation installation) {
        if (!installation.exists()) {
            out.printf("There is no installation in %s.%n", installation.data());
            return;
        }
        out.printf("Lineage in %s is not running.%n", installation.data());
        var orphans = Orphans.of(installation);
        if (!orphans.isEmpty()) {
            out.printf(
                    "%d programs outlived their supervisor (processes %s): `%s` takes over, `%s` ends them.%n",
                    orphans.size(),
                    String.join(", ", orphans.stream().map(o -> Long.toString(o.pid())).toList()),
                    lineage.typed("up"),
                    lineage.typed("down"));
        }
    }

    static String uptime(@Nullable Instant startedAt, Instant now) {
        if (startedAt == null) {
            return "-";
        }
        var up = Duration.between(startedAt, now);
        if (up.toDays() > 0) {
            return "%dd %02dh".formatted(up.toDays(), up.toHoursPart());
        }
        if (up.toHours() > 0) {
            return "%dh %02dm".formatted(up.toHours(), up.toMinutesPart());
        }
        return up.toMinutes() > 0
                ? "%dm %02ds".formatted(up.toMinutes(), up.toSecondsPart())
                : "%ds".formatted(Math.max(0, up.toSeconds()));
    }
}
