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

/** One run of the program that makes the PKI; it continues where an earlier run was interrupted. */
final class CreatePkiRun {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Pattern STACK_TRACE = Pattern.compile("\\s+(at |\\.\\.\\. )");
    private static final String PROGRESS = "step ";

    private final JavaLaunch launch;
    private final Path log;
    private @Nullable Process process;
    private boolean stopped;

    CreatePkiRun(JavaLaunch launch, Path log) {
        this.launch = launch;
        this.log = log;
    }

    /**
     * Runs it to its end.
     *
     * @param progress given the text of each step it reports
     */
    void run(Consumer<String> progress) throws StartFailedException, InterruptedException {
        try {
            var running = start();
            var lastLine = follow(running, progress);
            if (!running.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
            var status = running.waitFor();
            if (status != 0) {
                throw new StartFailedException(
                        "the PKI could not be created (create-pki ended with status %d): %s"
                                .formatted(status, lastLine),
                        log);
            }
        } catch (IOException e) {
            throw new StartFailedException("create-pki cannot be run: " + e.getMessage(), log, e);
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
                }
                if (!line.isBlank() && !STACK_TRACE.matcher(line).lookingAt()) {
                    last = line.strip();
                }
            }
        }
        return last;
    }
}
