package org.lineageca.ca.rehearsal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program on this machine, run in a scratch folder, for a bounded time and output.
 *
 * @param program absolute
 */
record Tool(Path program) {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int LONGEST_OUTPUT = 64 * 1024;
    private static final int KILLED = 137;

    /** How it ended. */
    record Run(int status, String output) {

        Optional<String> lineWith(String text) {
            return output.lines().filter(line -> line.contains(text)).findFirst();
        }
    }

    /** The first of such a name on the path. */
    static Optional<Tool> find(String name) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name).toAbsolutePath())
                .filter(Files::isExecutable)
                .findFirst()
                .map(Tool::new);
    }

    Run run(ScratchFolder folder, String... arguments) {
        var command = Stream.concat(Stream.of(program.toString()), Arrays.stream(arguments));
        try {
            return run(folder, command.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(program + " cannot be run", e);
        }
    }

    private static Run run(ScratchFolder folder, List<String> command) throws IOException {
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.path().toFile())
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile());
        // Nobody's settings but the system's, and words that are always the same.
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().put("HOME", folder.path().toString());
        var process = builder.start();
        var watch = Thread.ofVirtual().start(() -> endAfterLimit(process));
        try (var stream = process.getInputStream()) {
            var output = stream.readNBytes(LONGEST_OUTPUT);
            if (output.length == LONGEST_OUTPUT) {
                process.destroyForcibly();
            }
            var status = process.onExit().join().exitValue();
            var text = new String(output, StandardCharsets.UTF_8);
            return new Run(
                    status,
                    status == KILLED
                            ? text + "\nended after " + LIMIT.toSeconds() + " s or 64 KiB of output"
                            : text);
        } finally {
            watch.interrupt();
            process.destroyForcibly();
        }
    }

    private static void endAfterLimit(Process process) {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
