package org.lineageca.launcher.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.lineageca.launcher.supervisor.CleanEnvironment;
import org.lineageca.launcher.supervisor.ModuleFiles;

/**
 * A program of the core that belongs to no installation: it runs in the user's folder and is gone
 * when it has answered.
 *
 * @param home where Lineage lies
 */
public record CoreProgram(Path home, String mainClass) {

    private static final List<String> OPTIONS =
            List.of(
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.awt.headless=true",
                    "-Dstdout.encoding=UTF-8",
                    "-Dstderr.encoding=UTF-8",
                    "-Duser.timezone=UTC");

    /**
     * Runs it to its end.
     *
     * @param input what it reads; wiping it is left to the caller
     * @return its exit status
     */
    public int run(List<String> arguments, byte[] input, OutputStream out, OutputStream err)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", ModuleFiles.built(home, "ca-core").classPath(), mainClass));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        CleanEnvironment.apply(builder.environment());
        var process = builder.start();
        try {
            try (var its = process.getOutputStream()) {
                its.write(input);
            }
            var complaints = new CompletableFuture<Void>();
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            process.getErrorStream().transferTo(err);
                            complaints.complete(null);
                        } catch (IOException e) {
                            complaints.completeExceptionally(e);
                        }
                    });
            process.getInputStream().transferTo(out);
            complaints.join();
            return process.waitFor();
        } finally {
            process.destroyForcibly();
        }
    }
}
