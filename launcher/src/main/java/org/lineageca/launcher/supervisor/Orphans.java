package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lineageca.launcher.installation.DatabasePlace;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.Ports;

/** Programs that outlived their supervisor. */
public final class Orphans {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Orphans() {}

    /** The Java programs among them. */
    public static List<ProcessHandle> of(Installation installation) {
        return new Marker(installation.data()).processes();
    }

    /**
     * Ends them all, the databases last; what does not stop in order within ten seconds is killed.
     *
     * @return how many there were
     */
    public static int end(Installation installation, Ports ports)
            throws IOException, InterruptedException {
        var programs = of(installation);
        programs.forEach(ProcessHandle::destroy);
        var deadline = System.nanoTime() + LIMIT.toNanos();
        for (var program : programs) {
            awaitEnd(program, deadline);
        }
        var database = new DatabasePlace(installation);
        var hadDatabase = database.isInitialised() && database.present(ports).stopOrphan();
        var ended = programs.size() + (hadDatabase ? 1 : 0);
        for (var copy : database.copies()) {
            ended += copy.stopOrphan() ? 1 : 0;
        }
        return ended;
    }

    private static void awaitEnd(ProcessHandle process, long deadline) throws InterruptedException {
        try {
            process.onExit().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for process " + process.pid() + " failed", e);
        }
    }
}
