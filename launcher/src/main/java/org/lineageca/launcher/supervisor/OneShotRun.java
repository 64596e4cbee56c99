package org.lineageca.launcher.supervisor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One run of a program that works on the CAs and ends: the making of the PKI, a ceremony. It
 * continues where an earlier run was interrupted.
 */
final class OneShotRun {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Pattern STACK_TRACE = Pattern.compile("\\s+(at |\\.\\.\\. )");
    private static final String PROGRESS = "step ";
    private static final String MORE = "  ";

    private final JavaLaunch launch;
    private final Path log;
    private final String name;
    private final String failure;
    private @Nullable Process process;
    private boolean stopped;

    /**
     * Prepares it.
     *
     * @param name of the program, for people
     * @param failure what it means that it failed
     */
    OneShotRun(JavaLaunch launch, Path log, String name, String failure) {
        this.launch = launch;
        this.log = log;
        this.name = name;
        this.failure = failure;
    }

    /**
     * Runs it to its end.
     *
     * @param progress given the text of each step it reports, and the indented lines after it
     */
    void run(Consumer<String> progress) throws StartFailedException, InterruptedException {
        var ended = toEnd(progress);
        if (ended.status() != 0) {
            throw new StartFailedException(
                    "%s (%s ended with status %d): %s"
                            .formatted(failure, name, ended.status(), ended.lastLine()),
                    log);
        }
    }

    /**
     * How it ended.
     *
     * @param lastLine the last it said that is not part of a stack trace
     */
    record Ended(int status, String lastLine) {}

    /**
     * The same where the caller judges the end.
     *
     * @throws StartFailedException if it cannot be run at all
     */
    Ended toEnd(Consumer<String> progress) throws StartFailedException, InterruptedException {
        try {
            var running = start();
            var lastLine = follow(running, progress);
            if (!running.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
            return new Ended(running.waitFor(), lastLine);
        } catch (IOException e) {
            throw new StartFailedException(name + " cannot be run: " + e.getMessage(), log, e);
        }
    }

    synchronized void stop() {
        stopped = true;
        if (process != null) {
            process.destroy();
        }
    }

    private synchronized Process start() throws IOException, StartFailedException {
        if (stopped) {
            throw new StartFailedException("the installation is being stopped", null);
        }
        process = launch.builder().redirectErrorStream(true).start();
        return process;
    }

    private String follow(Process running, Consumer<String> progress) throws IOException {
        var last = "it said nothing";
        try (var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        running.getInputStream(), StandardCharsets.UTF_8));
                var writer =
                        Files.newBufferedWriter(
                                log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line; (line = reader.readLine()) != null; ) {
                writer.write(line);
                writer.newLine();
                writer.flush();
                if (line.startsWith(PROGRESS)) {
                    progress.accept(line.substring(PROGRESS.length()).strip());
                } else if (line.startsWith(MORE)) {
                    progress.accept(line);
                }
                if (!line.isBlank() && !STACK_TRACE.matcher(line).lookingAt()) {
                    last = line.strip();
                }
            }
        }
        return last;
    }
}
