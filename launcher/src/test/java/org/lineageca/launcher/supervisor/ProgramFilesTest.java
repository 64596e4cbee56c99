package org.lineageca.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.Installation;

final class ProgramFilesTest {

    @TempDir private Path folder;
    private Installation installation;

    @BeforeEach
    void build() throws IOException {
        installation = new Installation(folder, Files.createDirectory(folder.resolve("data")));
        for (var module :
                List.of(
                        "hsm",
                        "ca-core",
                        "ocsp-responder",
                        "crl-publisher",
                        "admin-ui",
                        "launcher")) {
            var lib = Files.createDirectories(folder.resolve(module).resolve("target/lib"));
            Files.writeString(lib.resolveSibling(module + "-0.1.0.jar"), "old " + module);
            Files.writeString(lib.resolve("migrations-0.1.0.jar"), "old");
            Files.writeString(lib.resolve("jooq-3.21.7.jar"), "jooq");
        }
    }

    @Test
    void aBuildLeavesARunningInstallationAlone() throws Exception {
        ProgramFiles.take(installation);
        assertThat(ProgramFiles.isOutdated(installation)).isFalse();

        Files.writeString(folder.resolve("ca-core/target/ca-core-0.1.0.jar"), "new");
        Files.writeString(folder.resolve("ca-core/target/lib/migrations-0.1.0.jar"), "new");

        var taken = ProgramFiles.of(installation, "ca-core");
        assertThat(taken.jar()).hasContent("old ca-core");
        assertThat(taken.libraries().resolve("migrations-0.1.0.jar")).hasContent("old");
        assertThat(taken.libraries().resolve("jooq-3.21.7.jar")).hasContent("jooq");
        assertThat(ProgramFiles.isOutdated(installation)).isTrue();
    }

    @Test
    void theNextStartTakesTheNewOnesAndForgetsTheOld() throws Exception {
        ProgramFiles.take(installation);
        Files.delete(folder.resolve("hsm/target/lib/jooq-3.21.7.jar"));
        Files.writeString(folder.resolve("hsm/target/hsm-0.1.0.jar"), "new");

        ProgramFiles.take(installation);

        var taken = ProgramFiles.of(installation, "hsm");
        assertThat(taken.jar()).hasContent("new");
        assertThat(taken.libraries().resolve("jooq-3.21.7.jar")).doesNotExist();
    }

    @Test
    void theClassPathIsTheSameInEveryInstallation() throws Exception {
        var file = folder.resolve("hsm/target/hsm-0.1.0.jar");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-21T08:00:00Z")));

        ProgramFiles.take(installation);

        assertThat(ProgramFiles.classPathArgument(installation, "hsm"))
                .isEqualTo("@programs/hsm/class-path");
        assertThat(installation.data().resolve("programs/hsm/class-path"))
                .hasContent(
                        "-cp programs/hsm/hsm-0.1.0.jar:programs/hsm/lib/jooq-3.21.7.jar:programs/hsm/lib/migrations-0.1.0.jar");
        // By their times the JVM knows the jars again.
        for (var jar :
                List.of("hsm-0.1.0.jar", "lib/jooq-3.21.7.jar", "lib/migrations-0.1.0.jar")) {
            assertThat(Files.getLastModifiedTime(installation.programs().resolve("hsm/" + jar)))
                    .isEqualTo(Files.getLastModifiedTime(folder.resolve("hsm/target/" + jar)));
        }
    }
}
