package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.health.SocketShortcut;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.Kind;
import org.lineageca.launcher.installation.PrivateFiles;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.Settings;
import org.lineageca.launcher.installation.TokenPlace;

/**
 * A ceremony with our own root (RFC 3647 6.2.2), beside the running programs: the root's signer
 * lives from {@link #hold} until this is closed, and no longer, however it ends.
 */
public final class Ceremony implements AutoCloseable {

    private static final String NAME = "ceremony";
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 20;

    private final Installation installation;
    private final Programs programs;
    private final TokenPlace root;
    private final InstantSource clock;
    private final FileChannel lock;
    private final SocketShortcut shortcut;
    private final Thread interrupted = new Thread(this::closeInterrupted);
    private @Nullable OneShotRun run;
    private @Nullable Child signer;
    private boolean closed;

    private Ceremony(
            Installation installation,
            Programs programs,
            InstantSource clock,
            FileChannel lock,
            SocketShortcut shortcut) {
        this.installation = installation;
        this.programs = programs;
        this.root = TokenPlace.root(installation);
        this.clock = clock;
        this.lock = lock;
        this.shortcut = shortcut;
    }

    /**
     * Prepares one; nothing is signed yet.
     *
     * @throws RefusedException if another is going on
     */
    public static Ceremony prepare(Installation installation, InstantSource clock)
            throws IOException, InterruptedException, RefusedException {
        var ports = Settings.read(installation, Kind.ONLINE, "Nothing was signed.").ports();
        var lock = lock(installation);
        var ceremony =
                new Ceremony(
                        installation,
                        new Programs(installation, ports),
                        clock,
                        lock,
                        SocketShortcut.to(installation.run()));
        Runtime.getRuntime().addShutdownHook(ceremony.interrupted);
        try {
            // Of one whose process was killed.
            ceremony.endSigners();
            new ConfigurationFiles(installation, ports).writeCeremony();
            return ceremony;
        } catch (IOException | InterruptedException e) {
            ceremony.close();
            throw e;
        }
    }

    private static FileChannel lock(Installation installation)
            throws IOException, RefusedException {
        var file = installation.run().resolve("ceremony.lock");
        PrivateFiles.file(file);
        var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new RefusedException(
                    "Another ceremony of this installation is going on. Nothing was signed. Wait for its end.");
        }
        return channel;
    }

    /** What waits for it, in lines for people. */
    public List<String> pending() throws IOException, InterruptedException, RefusedException {
        var lines = new ArrayList<String>();
        run("what waits for a ceremony could not be read", lines::add, "list");
        return lines;
    }

    /**
     * Refuses where the root's token is not here.
     *
     * @throws RefusedException saying what to do
     */
    public void requireToken() throws RefusedException {
        if (!root.open() || !root.isComplete()) {
            throw new RefusedException(
                    "The root's token is not in %s: there must be its folder tokens and its file pin. Nothing was signed. Carry the folder back from its safe place, hold the ceremony, and carry it away again."
                            .formatted(root.folder()));
        }
    }

    /**
     * Starts the root's signer and has everything done that waits for it.
     *
     * @param progress is told of each step
     */
    public void hold(Consumer<String> progress)
            throws IOException, InterruptedException, RefusedException {
        requireToken();
        try {
            awaitUp(startSigner());
        } catch (StartFailedException e) {
            throw refused("The root's signer does not start. Nothing was signed", e);
        }
        run(
                "The ceremony was cut short; what is reported above is done, the rest is not. Hold it again, every step looks first whether it is done",
                progress);
    }

    private void run(String failure, Consumer<String> progress, String... arguments)
            throws IOException, InterruptedException, RefusedException {
        var log = installation.log(NAME);
        PrivateFiles.file(log);
        var next = new OneShotRun(programs.ceremony(arguments), log, NAME, failure);
        synchronized (this) {
            if (closed) {
                next.stop();
            }
            run = next;
        }
        try {
            next.run(progress);
        } catch (StartFailedException e) {
            throw refused(null, e);
        }
    }

    private synchronized Child startSigner() throws IOException, StartFailedException {
        if (closed) {
            throw new StartFailedException("the ceremony was interrupted", null);
        }
        var log = installation.log("signer-root");
        PrivateFiles.file(log);
        var launch = programs.signerLaunch(root);
        var child =
                new Child(
                        programs.signer(
                                root,
                                file -> startClosed(launch, file),
                                shortcut.of(root.socket())),
                        log,
                        clock,
                        () -> {});
        signer = child;
        child.start();
        return child;
    }

    /** The token's files are their owner's alone, whatever the umask of the shell is. */
    private static Process startClosed(JavaLaunch launch, Path log) throws IOException {
        var builder = launch.builder();
        var command = new ArrayList<>(List.of("sh", "-c", "umask 077; exec \"$0\" \"$@\""));
        command.addAll(builder.command());
        return builder.command(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void awaitUp(Child child) throws InterruptedException, StartFailedException {
        var began = clock.instant();
        while (!child.isUp(Duration.between(began, clock.instant()))) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static RefusedException refused(@Nullable String before, StartFailedException e) {
        var log = e.failure().log();
        return new RefusedException(
                "%s%s.%s"
                        .formatted(
                                before == null ? "" : before + ": ",
                                e.failure().reason().replaceFirst("\\.$", ""),
                                log == null ? "" : " See " + log + "."),
                e);
    }

    /** Stops the signer and sees that it is gone. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (run != null) {
            run.stop();
        }
        try {
            if (signer != null) {
                signer.stop(STOP_LIMIT);
            }
            endSigners();
        } catch (InterruptedException e) {
            signers().forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(installation.configuration(NAME));
        shortcut.close();
        lock.close();
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException atWork) {
            return; // it is the hook that closes
        }
    }

    private void endSigners() throws IOException, InterruptedException {
        for (var process : signers()) {
            process.destroy();
            var deadline = System.nanoTime() + STOP_LIMIT.toNanos();
            while (process.isAlive() && System.nanoTime() < deadline) {
                Thread.sleep(PAUSE_MILLIS);
            }
            process.destroyForcibly();
            process.onExit().join();
        }
        Files.deleteIfExists(installation.data().resolve(root.socket()));
    }

    /** The processes in front of the root's token. */
    private List<ProcessHandle> signers() {
        var socket = root.socket().toString();
        return new Marker(installation.data())
                .processes().stream()
                        .filter(process ->
                                process.info()
                                        .arguments()
                                        .map(List::of)
                                        .orElse(List.of())
                                        .contains(socket))
                        .toList();
    }

    private void closeInterrupted() {
        try {
            close();
        } catch (IOException e) {
            System.err.println("lineage: the ceremony left something behind: " + Reasons.of(e));
        }
    }
}
