package org.lineageca.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.health.AliveProbe;
import org.lineageca.launcher.health.HealthProbe;
import org.lineageca.launcher.health.HttpProbe;

final class ChildTest {

    private static final Backoff QUICK = new Backoff(Duration.ofMillis(20), Duration.ofMillis(50));

    /** Nobody is there to say so. A program that merely runs is healthy, if only for a moment. */
    private static final HealthProbe NEVER_HEALTHY = HttpProbe.http("http://127.0.0.1:1/health");

    @TempDir private Path folder;
    private final List<Child> started = new ArrayList<>();

    static Program shell(String name, String script) {
        return shell(name, script, new AliveProbe());
    }

    private static Program shell(String name, String script, HealthProbe probe) {
        return new Program(
                name,
                "",
                log ->
                        new ProcessBuilder("sh", "-c", script)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                                .start(),
                probe,
                QUICK,
                Duration.ofSeconds(10),
                Program.StopSignal.TERM,
                Set.of(4),
                Set.of(6));
    }

    private Child start(String script) {
        return child(script, new AliveProbe());
    }

    private Child child(String script, HealthProbe probe) {
        var child =
                new Child(
                        shell("program", script, probe),
                        folder.resolve("program.log"),
                        InstantSource.system(),
                        () -> {});
        started.add(child);
        child.start();
        return child;
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (var child : started) {
            child.stop(Duration.ofMillis(500));
        }
    }

    private static void awaitState(Child child, ProgramState state) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> child.status().state() == state);
    }

    @Test
    void aProgramThatIsKilledIsStartedAgain() {
        var child = start("exec sleep 60");
        awaitState(child, ProgramState.HEALTHY);
        var first = child.status().process().orElseThrow();

        first.destroyForcibly();

        await().until(() -> child.status().restarts() == 1 && child.status().pid() != null);
        awaitState(child, ProgramState.HEALTHY);
        assertThat(child.status().pid()).isNotEqualTo(first.pid());
    }

    @Test
    void aProgramThatEndsAtOnceIsReportedWithItsStatusAndTriedAgain() {
        var child = child("echo cannot; exit 3", NEVER_HEALTHY);

        await().untilAsserted(() ->
                assertThatThrownBy(() -> child.isUp(Duration.ZERO))
                        .isInstanceOf(StartFailedException.class)
                        .hasMessage("program does not start: it ended with status 3"));
        await().until(() -> child.status().restarts() > 3);
        assertThat(folder.resolve("program.log")).content().contains("cannot");
    }

    @Test
    void aProgramThatSaysItIsHopelessIsLeftAlone() throws Exception {
        var child = start("echo started; exit 4");

        awaitState(child, ProgramState.FAILED);

        assertThat(child.status().detail()).contains("is not started again");
        child.stop(Duration.ofSeconds(1));
        assertThat(folder.resolve("program.log")).hasContent("started");
        assertThat(child.status().restarts()).isZero();
    }

    @Test
    void aProgramThatEndsInOrderIsStartedAgainWithoutBeingCalledFaulty() throws Exception {
        var leave = folder.resolve("leave");
        var ended = folder.resolve("ended");
        var seen = new ConcurrentLinkedQueue<ProgramState>();
        var child =
                new Child(
                        shell(
                                "program",
                                "[ -e %1$s ] && exec sleep 60; while [ ! -e %2$s ]; do sleep 0.05; done; touch %1$s; exit 6"
                                        .formatted(ended, leave)),
                        folder.resolve("program.log"),
                        InstantSource.system(),
                        () -> started.forEach(other -> seen.add(other.status().state())));
        started.add(child);
        child.start();
        awaitState(child, ProgramState.HEALTHY);
        Files.createFile(leave);

        await().until(() -> Files.exists(ended) && child.status().state() == ProgramState.HEALTHY);

        assertThat(child.status().restarts()).isZero();
        assertThat(child.status().detail()).isEmpty();
        assertThat(seen)
                .containsOnly(ProgramState.STARTING, ProgramState.HEALTHY)
                .startsWith(ProgramState.STARTING, ProgramState.HEALTHY, ProgramState.STARTING);
    }

    @Test
    void endingInOrderBeforeItWasHealthyIsAFault() {
        var child =
                new Child(
                        new Program(
                                "program",
                                "",
                                log -> new ProcessBuilder("sh", "-c", "exit 6").start(),
                                NEVER_HEALTHY,
                                QUICK,
                                Duration.ofSeconds(10),
                                Program.StopSignal.TERM,
                                Set.of(),
                                Set.of(6)),
                        folder.resolve("program.log"),
                        InstantSource.system(),
                        () -> {});
        started.add(child);
        child.start();

        await().until(
                        child::status,
                        status ->
                                status.state() == ProgramState.FAILED
                                        && status.detail().equals("ended with status 6"));
    }

    @Test
    void aProgramThatIsNotThereIsReported() throws Exception {
        var spec =
                new Program(
                        "absent",
                        "",
                        _ -> new ProcessBuilder("/does/not/exist").start(),
                        new AliveProbe(),
                        QUICK,
                        Duration.ofSeconds(10),
                        Program.StopSignal.TERM,
                        Set.of(),
                        Set.of());
        var child = new Child(spec, folder.resolve("log"), InstantSource.system(), () -> {});
        started.add(child);
        child.start();

        await().until(
                        child::status,
                        status ->
                                status.state() == ProgramState.FAILED
                                        && status.detail().contains("cannot be started"));
    }

    @Test
    void aStoppedProgramStaysStopped() throws Exception {
        var child = start("exec sleep 60");
        awaitState(child, ProgramState.HEALTHY);
        var process = child.status().process().orElseThrow();

        child.stop(Duration.ofSeconds(5));

        assertThat(process.isAlive()).isFalse();
        assertThat(child.status().state()).isEqualTo(ProgramState.STOPPED);
        assertThat(child.status().restarts()).isZero();
    }

    @Test
    void aProgramThatWillNotStopIsKilled() throws Exception {
        var ready = folder.resolve("ready");
        var child = start("trap '' TERM; touch " + ready + "; while :; do sleep 0.05; done");
        await().until(() -> Files.exists(ready));
        awaitState(child, ProgramState.HEALTHY);
        var process = child.status().process().orElseThrow();

        child.stop(Duration.ofMillis(200));

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void aProgramThatRefusesItsWorkIsNotWaitedForAndIsHealthyAsSoonAsItWorks() throws Exception {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var status = new AtomicInteger(503);
        server.createContext(
                "/health",
                exchange -> {
                    var body = "{\"status\":\"refusing\",\"problems\":[\"It is too old.\"]}";
                    exchange.sendResponseHeaders(status.get(), body.length());
                    exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                });
        server.start();
        try {
            var child = child("exec sleep 60", HttpProbe.http(url(server)));
            await().untilAsserted(() -> {
                assertThat(child.refusal()).contains("It is too old.");
                assertThatThrownBy(() -> child.isUp(Duration.ZERO))
                        .isInstanceOf(StartFailedException.class)
                        .hasMessage("It is too old.");
            });

            status.set(200);
            awaitState(child, ProgramState.HEALTHY);
            assertThat(child.refusal()).isEmpty();
            assertThat(child.status().restarts()).isZero();
        } finally {
            server.stop(0);
        }
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:%d/health".formatted(server.getAddress().getPort());
    }

    @Test
    void aProgramThatIsNeverHealthyRunsOutOfPatience() throws Exception {
        var child = start("exec sleep 60");
        assertThat(child.isUp(Duration.ZERO)).isIn(true, false);
        child.stop(Duration.ofSeconds(5));
        assertThatThrownBy(() -> child.isUp(Duration.ofSeconds(11)))
                .isInstanceOf(StartFailedException.class);
    }
}
