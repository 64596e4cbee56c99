package org.lineageca.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.LargeCrl;
import org.lineageca.publisher.testpki.TestAuthority;
import org.lineageca.publisher.testpki.TestCrl;
import org.lineageca.publisher.testpki.TestRows;

class KillTest {

    private static final long SEED = 20261121;

    /** A CRL of so many entries has 10 MB. */
    private static final int LARGE = 250_000;

    @TempDir private Path temporary;

    @Test
    void killedAtAnyMomentItLeavesAWholeCrlThatNeverGoesBack() throws Exception {
        System.out.println("moments of kill -9, seed " + SEED);
        var random = new Random(SEED);
        var authority = TestAuthority.create("Killed CA");
        var folder = temporary.resolve("published");
        var file = folder.resolve(authority.label() + "/complete.crl");
        try (var database = TemporaryDatabase.start();
                var rows = new TestRows(database)) {
            var id = rows.generation(authority, null);
            var now = Instant.now().minusSeconds(5);
            rows.certificate(id, null, now, authority.selfSigned(now));
            rows.scope(id, "complete", "http://127.0.0.1/complete.crl");
            var number = 0L;
            var published = 0L;
            for (var kill = 0; kill < 4; kill++) {
                var process =
                        start(
                                Running.configuration(
                                        database.jdbcUrl(), database.password(), folder));
                try {
                    var expected = ++number;
                    commit(rows, id, authority, number);
                    await().untilAsserted(() -> assertThat(stored(file)).isEqualTo(expected));
                    commit(rows, id, authority, ++number);
                    // Not a wait: the moment of the kill.
                    Thread.sleep(random.nextInt(1_100));
                } finally {
                    process.destroyForcibly().waitFor();
                }
                assertThat(stored(file)).isGreaterThan(published);
                published = stored(file);
            }
            try (var publisher = Running.asInstalled(database, folder)) {
                publisher.awaitNumber(authority.label(), number);
                publisher.awaitHealth(200, "ok");
            }
            assertThat(folder.resolve(authority.label()).toFile().list())
                    .containsExactlyInAnyOrder(
                            ".previous",
                            "ca.crt",
                            "ca.p7c",
                            "ca.pem",
                            "complete.crl",
                            "complete.pem",
                            "crls.json");
        }
    }

    @Test
    void killedWhileItWritesALargeCrlTheOldOneOrTheNewOneIsThereWhole() throws Exception {
        System.out.println("moments of kill -9 while writing, seed " + SEED);
        var random = new Random(SEED);
        var authority = TestAuthority.create("Killed large CA");
        var folder = temporary.resolve("large");
        var file = folder.resolve(authority.label() + "/complete.crl");
        try (var database = TemporaryDatabase.start();
                var rows = new TestRows(database)) {
            var id = rows.generation(authority, null);
            var now = Instant.now().minusSeconds(50);
            rows.certificate(id, null, now, authority.selfSigned(now));
            rows.scope(id, "complete", "http://127.0.0.1/complete.crl");
            var configuration =
                    Running.configuration(database.jdbcUrl(), database.password(), folder);
            var crls = new ArrayList<TestCrl>();
            for (var number = 1; number <= 3; number++) {
                var large = new LargeCrl(authority, number, now, LARGE + number, 0);
                crls.add(large.row(temporary.resolve("large.crl")));
            }
            for (var crl : crls) {
                var old = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
                rows.crl(id, crl);
                var process = start(configuration);
                try {
                    awaitUnfinished(file);
                    // Not a wait: the moment of the kill.
                    Thread.sleep(random.nextInt(40));
                } finally {
                    process.destroyForcibly().waitFor();
                }
                var left = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
                assertThat(Arrays.equals(left, old) || Arrays.equals(left, crl.der().toArray()))
                        .isTrue();
            }
            try (var publisher = Running.asInstalled(database, folder)) {
                publisher.awaitNumber(authority.label(), 3);
                assertThat(Arrays.equals(Files.readAllBytes(file), crls.getLast().der().toArray()))
                        .isTrue();
            }
        }
    }

    /** It is being written now, or was between two looks. */
    private static void awaitUnfinished(Path file) {
        var unfinished = file.resolveSibling(".complete.crl.new");
        var modified = Files.exists(file) ? file.toFile().lastModified() : 0;
        await().pollInterval(Duration.ofMillis(1))
                .pollDelay(Duration.ZERO)
                .until(() -> Files.exists(unfinished) || file.toFile().lastModified() != modified);
    }

    private static void commit(TestRows rows, int id, TestAuthority authority, long number) {
        var serials = LongStream.rangeClosed(1, 30_000 + number).boxed().toList();
        rows.crl(id, new CrlDraft(authority, number, Instant.now(), serials).sign());
    }

    private static long stored(Path file) throws IOException {
        return Files.exists(file) ? Running.number(Files.readAllBytes(file)) : 0;
    }

    private static Process start(Path configuration) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dlineage.config=" + configuration,
                        Application.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(configuration.resolveSibling("log").toFile())
                .start();
    }
}
