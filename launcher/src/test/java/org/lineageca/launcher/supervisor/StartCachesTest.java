package org.lineageca.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.Installation;

final class StartCachesTest {

    @TempDir private Path folder;
    private Installation installation;
    private Path cache;

    @BeforeEach
    void prepare() throws IOException {
        installation = new Installation(folder, Files.createDirectory(folder.resolve("data")));
        Files.createDirectories(installation.logs());
        for (var module : ProgramFiles.MODULES) {
            Files.createDirectories(folder.resolve(module).resolve("target"));
            var program = Files.createDirectories(installation.programs().resolve(module));
            Files.writeString(program.resolve(module + "-0.1.0.jar"), "classes");
        }
        StubProgram.putInto(installation);
        Files.createDirectories(folder.resolve("stub/target"));
        cache = place("stub");
    }

    private Path place(String module) throws IOException {
        return folder.resolve(module)
                .resolve("target")
                .resolve(
                        module
                                + "-"
                                + ProgramFiles.of(installation, module).fingerprint()
                                + ".aot");
    }

    @Test
    void withoutARecordProgramsAreStartedAsEver() throws Exception {
        assertThat(StartCaches.options(installation, "stub")).isEmpty();
        assertThat(StartCaches.stopLimit(installation)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aRecordIsUsedAndNoOtherTakesItsPlace() throws Exception {
        Files.writeString(cache, "classes");
        assertThat(StartCaches.options(installation, "stub")).contains("-XX:AOTCache=" + cache);
        assertThat(StartCaches.options(installation, "hsm")).isEmpty();
    }

    @Test
    void theFirstProgramOfEachModuleRecords() throws Exception {
        StartCaches.record(installation);
        var recorded = installation.data().resolve("recorded-starts");
        assertThat(StartCaches.options(installation, "hsm"))
                .contains("-XX:AOTCacheOutput=" + recorded.resolve("hsm.aot"));
        assertThat(StartCaches.options(installation, "hsm")).isEmpty();
        assertThat(StartCaches.options(installation, "ca-core")).isNotEmpty();
        assertThat(StartCaches.stopLimit(installation)).isGreaterThan(Duration.ofMinutes(1));
    }

    @Test
    void whatIsRecordedIsKeptForEverybodyOrTheMissingNamed() throws Exception {
        StartCaches.record(installation);
        var recorded = installation.data().resolve("recorded-starts");
        for (var module : ProgramFiles.MODULES) {
            assertThatThrownBy(() -> StartCaches.keep(installation))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the start of " + module + " was not recorded");
            Files.writeString(recorded.resolve(module + ".aot"), "classes of " + module);
        }

        var before = folder.resolve("hsm/target/hsm-0123456789abcdef.aot");
        Files.writeString(before, "classes of another build");

        StartCaches.keep(installation);

        assertThat(before).doesNotExist();
        for (var module : ProgramFiles.MODULES) {
            var kept = place(module);
            assertThat(kept).hasContent("classes of " + module);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                    .isEqualTo("rw-r--r--");
        }
    }

    /** A JVM would take it. */
    @Test
    void aRecordOfOtherJarsIsNotUsed() throws Exception {
        Files.writeString(cache, "classes");
        var jar = installation.programs().resolve("stub/stub-0.1.0.jar");
        var time = Files.getLastModifiedTime(jar);

        Files.setLastModifiedTime(jar, FileTime.from(time.toInstant().minusSeconds(1)));
        assertThat(StartCaches.options(installation, "stub")).isEmpty();
        Files.setLastModifiedTime(jar, time);
        assertThat(StartCaches.options(installation, "stub")).isNotEmpty();
        Files.write(jar, new byte[1], StandardOpenOption.APPEND);
        Files.setLastModifiedTime(jar, time);
        assertThat(StartCaches.options(installation, "stub")).isEmpty();
    }

    @Test
    void aRealRecordIsMadeAndTaken() throws Exception {
        StartCaches.record(installation);
        assertThat(run()).contains("the reason");
        Files.copy(installation.data().resolve("recorded-starts/stub.aot"), cache);
        Files.delete(installation.data().resolve("recorded-starts/stub.begun"));
        Files.delete(installation.data().resolve("recorded-starts/stub.aot"));
        Files.delete(installation.data().resolve("recorded-starts"));
        assertThat(run("-Xlog:class+load")).anyMatch(StartCachesTest::isShared);
    }

    @Test
    void aRecordThatDoesNotFitHindersNoStartAndIsNotSpokenOf() throws Exception {
        for (var content : List.of("", "no classes", "x".repeat(100_000))) {
            Files.writeString(cache, content);
            assertThat(run())
                    .contains("the reason")
                    .noneMatch(line -> line.matches(".*\\[(cds|aot).*"));
        }
        Files.delete(cache);
        Files.createDirectory(cache);
        assertThat(run()).contains("the reason");
    }

    private static boolean isShared(String line) {
        return line.contains(StubProgram.class.getName())
                && line.contains("source: shared objects file");
    }

    /** Starts the program as the supervisor does; what it printed. */
    private List<String> run(String... options) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("-Xmx32m"));
        all.addAll(List.of(options));
        var launch =
                new JavaLaunch(
                        installation,
                        "stub",
                        StubProgram.class.getName(),
                        all,
                        List.of("7"),
                        Map.of(),
                        null);
        var log = folder.resolve("log");
        Files.deleteIfExists(log);
        assertThat(launch.start(log).waitFor()).isEqualTo(7);
        return Files.readAllLines(log);
    }
}
