package org.lineageca.launcher.rehearsal;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.supervisor.ProgramFiles;

/** One rehearsal: all it makes is gone when it has ended, however it ends. */
public final class Rehearsal {

    private static final String PROGRESS = "step ";
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int OK = 0;
    private static final int NOT_OK = 1;

    private final Installation installation;
    private final Consumer<String> progress;

    /**
     * In an installation's programs.
     *
     * @param progress is told of each step
     */
    public Rehearsal(Installation installation, Consumer<String> progress) {
        this.installation = installation;
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param ok whether every verifier present gets the change right
     * @param report the table, for people or as JSON
     */
    public record Outcome(boolean ok, String report) {}

    /**
     * Rehearses.
     *
     * @param successor the name after a roll; null to have one derived
     * @throws RefusedException where it could not be rehearsed
     */
    public Outcome of(
            Change change, ShadowDescription shadow, @Nullable String successor, boolean json)
            throws IOException, InterruptedException, RefusedException {
        progress.accept("making a scratch token");
        try (var token = ScratchToken.create(installation)) {
            Files.writeString(
                    token.folder().resolve("rehearsal.json"),
                    shadow.json(change, token, successor));
            return follow(
                    token.launch(program(json).in(token.folder()).redirectError(errors(token))),
                    token);
        }
    }

    private ScratchLaunch program(boolean json) throws IOException {
        var arguments = new ArrayList<String>();
        if (json) {
            arguments.add("--json");
        }
        arguments.add("rehearsal.json");
        return new ScratchLaunch(
                ProgramFiles.of(installation, "ca-core").classPath(),
                "org.lineageca.ca.config.Rehearse",
                arguments,
                Map.of());
    }

    private Outcome follow(Process process, ScratchToken token)
            throws IOException, InterruptedException, RefusedException {
        var watch = process.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS);
        var _ = watch.exceptionally(_ -> process.destroyForcibly());
        var report = new StringBuilder();
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line; (line = reader.readLine()) != null; ) {
                if (line.startsWith(PROGRESS)) {
                    progress.accept(line.substring(PROGRESS.length()));
                } else {
                    report.append(line).append('\n');
                }
            }
        }
        var status = process.waitFor();
        var errors = Files.readString(errors(token).toPath()).strip();
        if ((status != OK && status != NOT_OK) || report.isEmpty()) {
            throw new RefusedException(
                    "The rehearsal ended with status %d: %s. Its signer said: %s"
                            .formatted(status, lastLine(errors), lastLine(token.log())));
        }
        return new Outcome(status == OK, report.toString());
    }

    private static File errors(ScratchToken token) {
        return token.folder().resolve("errors.log").toFile();
    }

    private static String lastLine(String text) {
        List<String> lines =
                text.lines().filter(line -> !line.isBlank() && !line.startsWith("\tat ")).toList();
        return lines.isEmpty() ? "nothing" : lines.getLast().strip();
    }
}
