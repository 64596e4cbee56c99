package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs in a folder, as a person at a terminal does.
 *
 * @param folder the working folder
 */
record Shell(Path folder) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** How a program ended. */
    record Result(List<String> command, int status, String out, String err) {

        Result succeeded() {
            assertThat(status).as("%s%n%s%n%s", command, out, err).isZero();
            return this;
        }

        Result failed() {
            assertThat(status).as("%s%n%s%n%s", command, out, err).isNotZero();
            return this;
        }

        /** Everything it printed, on either stream. */
        String all() {
            return out + err;
        }
    }

    /** Runs a program with arguments. */
    Result run(String... command) {
        return run("", command);
    }

    /** Runs a line of shell, as it is pasted from a page. */
    Result bash(String line) {
        return run("bash", "-c", line);
    }

    /** Runs a program and gives it something to read. */
    Result run(String input, String[] command) {
        try {
            var out = Files.createTempFile("out", null);
            var err = Files.createTempFile("err", null);
            var in = Files.createTempFile("in", null);
            Files.writeString(in, input);
            var process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectInput(in.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        List.of(command)
                                + " did not end within "
                                + PATIENCE
                                + ": "
                                + Files.readString(out)
                                + Files.readString(err));
            }
            var result =
                    new Result(
                            List.of(command),
                            process.exitValue(),
                            new String(Files.readAllBytes(out), StandardCharsets.UTF_8),
                            Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            Files.delete(in);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
