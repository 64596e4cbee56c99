package org.lineageca.hsm.softhsm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.signer.SignerMain;

/** A signer in a process of its own, started again whenever it ends: for tests. */
final class SupervisedSigner implements AutoCloseable {

    private static final Duration END = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final SoftHsmToken token;
    private final List<String> arguments;
    private final String input;
    private final Path log;
    private final Thread supervisor;
    private final List<Integer> exitStatuses = new CopyOnWriteArrayList<>();
    private volatile @Nullable Process process;
    private volatile @Nullable Path recording;
    private volatile boolean closed;

    private SupervisedSigner(SoftHsmToken token, List<String> arguments, String input, Path log) {
        this.token = token;
        this.arguments = arguments;
        this.input = input;
        this.log = log;
        this.supervisor =
                Thread.ofPlatform().name("signer-supervisor").daemon().unstarted(this::supervise);
    }

    /**
     * Starts the first signer.
     *
     * @param arguments beyond library and token
     * @param input what it finds on its standard input
     * @param log takes its output
     */
    static SupervisedSigner start(
            SoftHsmToken token, List<String> arguments, String input, Path log) {
        var signer = new SupervisedSigner(token, arguments, input, log);
        signer.supervisor.start();
        return signer;
    }

    String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessHandle process() {
        var current = process;
        if (current == null) {
            throw new IllegalStateException("no signer was started");
        }
        return current.toHandle();
    }

    List<Integer> exitStatuses() {
        return List.copyOf(exitStatuses);
    }

    /** Ends the signer for good: in order if what it has loaded is of use to others. */
    @Override
    public void close() {
        var last = process;
        if (last != null && recording != null && RecordedClasses.areWanted()) {
            closed = true;
            last.destroy();
            awaitSupervisor();
        }
        kill();
    }

    /** Ends the signer (SIGKILL) for good. */
    void kill() {
        closed = true;
        supervisor.interrupt();
        awaitSupervisor();
    }

    private void awaitSupervisor() {
        try {
            supervisor.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void supervise() {
        try {
            while (!closed) {
                var started = startSigner();
                process = started;
                try {
                    exitStatuses.add(started.waitFor());
                } finally {
                    started.destroyForcibly();
                }
                var file = recording;
                if (file != null) {
                    RecordedClasses.recorded(file);
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            // Closed.
        } catch (IOException e) {
            throw new UncheckedIOException("the signer cannot be started", e);
        }
        awaitEnd();
    }

    private void awaitEnd() {
        var last = process;
        if (last != null) {
            last.destroyForcibly().onExit().join();
        }
    }

    private Process startSigner() throws IOException {
        var command = new ArrayList<>(List.of(JavaProgram.java().toString(), "-Xmx128m"));
        var file = RecordedClasses.nextRecording();
        recording = file;
        command.addAll(
                file == null ? RecordedClasses.options() : RecordedClasses.recordingOptions(file));
        command.add(SignerMain.class.getName());
        command.addAll(List.of("--library", token.library().toString(), "--token", token.label()));
        command.addAll(arguments);
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment()
                .put(SoftHsmToken.CONFIGURATION_VARIABLE, token.configFile().toString());
        var started = builder.start();
        try (var standardInput = started.getOutputStream()) {
            standardInput.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // It ended before it read; its log says why.
        }
        return started;
    }
}
