package org.lineageca.launcher.command;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.Settings;
import org.lineageca.launcher.supervisor.Orphans;
import org.lineageca.launcher.supervisor.ProcessIdentity;
import org.lineageca.launcher.supervisor.SupervisorFile;
import picocli.CommandLine.Command;

/** Stops an installation in order. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops every program in order and waits for it; harmless to repeat.")
public final class Down implements Callable<Integer> {

    /** Three tiers of ten seconds, and the database's own thirty. */
    private static final Duration LIMIT = Duration.ofSeconds(75);

    private static final long PAUSE_MILLIS = 50;

    private final Lineage lineage;

    public Down(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        var installation = lineage.installation();
        var out = lineage.surroundings().out();
        if (!installation.exists()) {
            out.printf("There is no installation in %s.%n", installation.data());
            return ExitStatus.DONE;
        }
        var supervisor = SupervisorFile.of(installation).running();
        if (supervisor.isPresent()) {
            stop(supervisor.get());
        }
        var leftOver = endOrphans(installation);
        if (supervisor.isPresent()) {
            out.println("Lineage is stopped.");
        } else if (leftOver > 0) {
            out.printf(
                    "Lineage is stopped: %d programs had outlived their supervisor.%n", leftOver);
        } else {
            out.println("Lineage is not running.");
        }
        return ExitStatus.DONE;
    }

    private void stop(ProcessIdentity supervisor) throws InterruptedException {
        supervisor.handle().ifPresent(ProcessHandle::destroy);
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (supervisor.isAlive()) {
            if (System.nanoTime() > deadline) {
                lineage.surroundings()
                        .err()
                        .printf(
                                "The supervisor did not stop within %d s and is killed.%n",
                                LIMIT.toSeconds());
                supervisor.handle().ifPresent(ProcessHandle::destroyForcibly);
                return;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static int endOrphans(Installation installation)
            throws IOException, InterruptedException, RefusedException {
        return Orphans.end(installation, Settings.read(installation).ports());
    }
}
