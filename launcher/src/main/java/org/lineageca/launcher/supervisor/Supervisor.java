package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PrivateFiles;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.Secrets;
import org.lineageca.launcher.installation.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one installation up and keeps it up until told to stop. */
final class Supervisor {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private static final int STARTED = 0;
    private static final int NOT_STARTED = 1;
    private static final int ALREADY_RUNNING = 75;
    private static final int LOCK_ATTEMPTS = 20;

    private final Installation installation;
    private final Secrets secrets;
    private final InstantSource clock;
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    Supervisor(Installation installation, Secrets secrets, InstantSource clock) {
        this.installation = installation;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Runs to its end.
     *
     * @return the exit status
     */
    int run() throws IOException, InterruptedException, RefusedException {
        PrivateFiles.folder(installation.run());
        PrivateFiles.folder(installation.logs());
        try (var channel =
                        FileChannel.open(
                                installation.run().resolve("supervisor.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var lock = lock(channel)) {
            if (lock == null) {
                LOG.info("another supervisor already runs on {}", installation.data());
                return ALREADY_RUNNING;
            }
            return runAlone();
        } finally {
            stopped.countDown();
        }
    }

    /** Asks {@link #run} to stop everything and waits until it has. */
    void stop() throws InterruptedException {
        stopRequested.countDown();
        stopped.await();
    }

    private int runAlone() throws IOException, InterruptedException, RefusedException {
        var self = ProcessIdentity.current();
        var file = SupervisorFile.of(installation);
        var logs = new LogFiles(installation.logs(), LogFiles.LIMIT);
        var children = new Children(installation, clock);
        var board = new Board(new StatusFile(installation.statusFile()), self, children);
        file.write(self);
        try {
            board.enter(Phase.STARTING);
            logs.bound();
            var settings = Settings.read(installation);
            var startup =
                    Startup.of(new StartSteps(installation, settings, secrets, children, board));
            if (!start(startup, children, board)) {
                return NOT_STARTED;
            }
            board.enter(Phase.RUNNING);
            while (!stopRequested.await(5, TimeUnit.SECONDS)) {
                logs.bound();
            }
            board.enter(Phase.STOPPING);
            children.stopAll();
            board.enter(Phase.STOPPED);
            return STARTED;
        } finally {
            children.stopAll();
            file.delete();
        }
    }

    private boolean start(Startup startup, Children children, Board board)
            throws InterruptedException {
        // Whoever asks to stop while the start is under way makes it fail.
        var watch =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                stopRequested.await();
                                startup.interrupt();
                                children.stopAll();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        try {
            startup.run();
            return true;
        } catch (StartFailedException e) {
            LOG.error("the start failed: {}", Reasons.of(e));
            board.enter(Phase.STOPPING);
            startup.interrupt();
            children.stopAll();
            board.fail(e.failure(), stopRequested.getCount() == 0 ? Phase.STOPPED : Phase.FAILED);
            return false;
        } finally {
            watch.interrupt();
        }
    }

    private static @Nullable FileLock lock(FileChannel channel)
            throws IOException, InterruptedException {
        for (var attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
            var lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            Thread.sleep(50);
        }
        return null;
    }
}
