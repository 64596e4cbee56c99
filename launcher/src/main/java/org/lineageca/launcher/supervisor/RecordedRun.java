package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.DatabasePlace;
import org.lineageca.launcher.installation.FileTree;
import org.lineageca.launcher.installation.Installation;

/**
 * A throw-away installation whose programs record their starts; it is gone when this is closed,
 * however that comes about.
 */
public final class RecordedRun implements AutoCloseable {

    /** Each tier of programs writes down its start when it stops. */
    private static final Duration STOP_LIMIT = Duration.ofMinutes(10);

    private final Installation installation;
    private final Thread interrupted = new Thread(this::closeInterrupted);
    private @Nullable Process supervisor;
    private boolean closed;

    private RecordedRun(Installation installation) {
        this.installation = installation;
    }

    /**
     * Prepares one; nothing runs yet.
     *
     * @param home where the programs lie
     */
    public static RecordedRun of(Path home) throws IOException {
        var folder = Files.createTempDirectory("lineage-starts");
        var run = new RecordedRun(new Installation(home, folder));
        Runtime.getRuntime().addShutdownHook(run.interrupted);
        StartCaches.record(run.installation);
        return run;
    }

    public Installation installation() {
        return installation;
    }

    /** Starts the supervisor, which starts everything. */
    public synchronized ProcessIdentity start() throws IOException {
        if (closed) {
            throw new IOException("the recording was interrupted");
        }
        supervisor = SupervisorProcess.start(installation);
        return ProcessIdentity.of(supervisor.pid())
                .orElseThrow(() -> new IOException("the supervisor ended at once"));
    }

    /** Stops everything and waits until what was recorded is written. */
    public synchronized void stop() throws InterruptedException {
        if (supervisor != null) {
            supervisor.destroy();
            if (!supervisor.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                supervisor.destroyForcibly().waitFor();
            }
        }
    }

    @Override
    public void close() throws IOException {
        closeOnce();
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException atWork) {
            return; // it is the hook that closes
        }
    }

    private synchronized void closeOnce() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var database = installation.postgresql();
        if (new DatabasePlace(installation).isElsewhere()) {
            FileTree.delete(database.toRealPath());
        }
        FileTree.delete(installation.data());
    }

    private void closeInterrupted() {
        try {
            closeOnce();
        } catch (IOException e) {
            System.err.println("lineage: the recording left something behind: " + Reasons.of(e));
        }
    }
}
