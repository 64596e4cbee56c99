package org.lineageca.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The responder of an installation, as the system sees it. */
record ResponderProcess(ProcessHandle process) {

    private static final String MAIN = "org.lineageca.ocsp.config.Application";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KILOBYTES = 1_024;

    static ResponderProcess find(Installation lineage) {
        return ProcessHandle.allProcesses()
                .filter(process -> isResponder(process, lineage))
                .findFirst()
                .map(ResponderProcess::new)
                .orElseThrow(() -> new IllegalStateException("no responder runs"));
    }

    /** By its main class and its working folder. */
    private static boolean isResponder(ProcessHandle process, Installation lineage) {
        try {
            var folder = Path.of("/proc/" + process.pid());
            return Files.readString(folder.resolve("cmdline")).contains(MAIN)
                    && Files.isSameFile(folder.resolve("cwd"), lineage.data());
        } catch (IOException | IllegalArgumentException goneOrForbidden) {
            return false;
        }
    }

    /** Kills it (SIGKILL); its supervisor starts another. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** From the start of the one that runs next to the first answer it signs. */
    static Duration untilFirstAnswer(Installation lineage, String path)
            throws InterruptedException, IOException {
        var uri = URI.create(lineage.ocsp() + path);
        var deadline = Instant.now().plus(PATIENCE);
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (Instant.now().isBefore(deadline)) {
                if (isAnswered(client, uri)) {
                    var answered = Instant.now();
                    var started = find(lineage).process().info().startInstant().orElseThrow();
                    return Duration.between(started, answered);
                }
                Thread.sleep(5);
            }
        }
        throw new IllegalStateException("the responder gave no answer within " + PATIENCE);
    }

    private static boolean isAnswered(HttpClient client, URI uri) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == 200 && response.body().length > 100;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** VmRSS. */
    long residentMegabytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / KILOBYTES)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
