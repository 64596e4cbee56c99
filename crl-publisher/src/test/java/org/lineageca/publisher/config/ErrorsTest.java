package org.lineageca.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.LargeCrl;
import org.lineageca.publisher.testpki.TestAuthority;
import org.lineageca.publisher.testpki.TestRows;

/** The program as a process that meets what no Java program should catch. */
class ErrorsTest {

    /** A CRL of so many entries has 10 MB. */
    private static final int LARGE = 250_000;

    /** Enough for such a CRL, and too little for its PEM beside it. */
    private static final String LITTLE_MEMORY = "-XX:MaxDirectMemorySize=16m";

    @TempDir private Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"publishing", "courier"})
    void anErrorThatEndsAThreadEndsTheProcess(String thread) throws Exception {
        var process = start(FailingThread.class, thread, temporary.resolve("folder").toString());
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(ErrorsEndTheProcess.STATUS);
            assertThat(log()).contains("with it the process", "Cannot reserve direct buffer");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aCrlThereIsNoMemoryForIsRefusedAndTheOthersArePublished() throws Exception {
        var large = TestAuthority.create("Large CA");
        var small = TestAuthority.create("Small CA");
        var now = Instant.now().minusSeconds(5);
        try (var database = TemporaryDatabase.start();
                var rows = new TestRows(database)) {
            var crl = new LargeCrl(large, 1, now, LARGE, 0).row(temporary.resolve("large.crl"));
            rows.crl(generation(rows, large, now), crl);
            var id = generation(rows, small, now);
            rows.crl(id, new CrlDraft(small, 1, now, List.of()).sign());
            var folder = temporary.resolve("published");
            var configuration =
                    Running.configuration(database.jdbcUrl(), database.password(), folder);
            var process =
                    start(Application.class, "-Dlineage.config=" + configuration, LITTLE_MEMORY);
            try {
                var published = folder.resolve(small.label()).resolve("complete.crl");
                await().until(() -> Files.exists(published));
                assertThat(log()).contains("TOO_LARGE", "cannot be had");
                rows.crl(id, new CrlDraft(small, 2, Instant.now(), List.of()).sign());
                await().until(() -> Running.number(Files.readAllBytes(published)) == 2);
                assertThat(folder.resolve(large.label()).resolve("complete.crl")).doesNotExist();
                assertThat(process.isAlive()).isTrue();
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static int generation(TestRows rows, TestAuthority authority, Instant now) {
        var id = rows.generation(authority, null);
        rows.certificate(id, null, now, authority.selfSigned(now));
        rows.scope(id, "complete", "http://127.0.0.1/" + authority.label() + "/complete.crl");
        return id;
    }

    /**
     * Starts a program.
     *
     * @param arguments those that begin with a hyphen go before the class
     */
    private Process start(Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        var options = List.of(arguments).stream().filter(one -> one.startsWith("-")).toList();
        command.addAll(options);
        command.add(main.getName());
        List.of(arguments).stream().filter(one -> !options.contains(one)).forEach(command::add);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("log").toFile())
                .start();
    }

    private String log() throws IOException {
        return Files.readString(temporary.resolve("log"));
    }
}
