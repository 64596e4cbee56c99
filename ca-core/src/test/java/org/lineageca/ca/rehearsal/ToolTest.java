package org.lineageca.ca.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

final class ToolTest {

    @Test
    void aProgramWithoutEndOfItsOutputIsEnded() {
        try (var folder = ScratchFolder.create()) {
            var run = Tool.find("cat").orElseThrow().run(folder, "/dev/zero");
            assertThat(run.status()).isEqualTo(137);
            assertThat(run.output()).contains("64 KiB of output");
        }
    }

    @Test
    void aProgramSeesNothingOfTheUsersSettings() {
        try (var folder = ScratchFolder.create()) {
            var run = Tool.find("env").orElseThrow().run(folder);
            assertThat(run.output().lines())
                    .extracting(line -> line.replaceFirst("=.*", ""))
                    .containsExactlyInAnyOrder("PATH", "LANG", "HOME");
        }
    }

    @Test
    void whatIsNotOnThePathIsNotFound() {
        assertThat(Tool.find("no-such-verifier")).isEmpty();
    }

    @Test
    void aScratchFolderIsRemovedWithAllThatIsInIt() throws Exception {
        var folder = ScratchFolder.create();
        Files.createDirectory(folder.path().resolve("database"));
        Files.writeString(folder.path().resolve("database/key"), "");
        folder.close();
        assertThat(folder.path()).doesNotExist();
    }
}
