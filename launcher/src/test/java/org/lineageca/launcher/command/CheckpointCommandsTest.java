package org.lineageca.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.hsm.signer.CheckpointMemory;
import org.lineageca.launcher.installation.Installation;

final class CheckpointCommandsTest {

    private static final String LAST =
            "ca.example/audit 42 %s %s 2026-11-22T04:00:00Z"
                    .formatted("ab".repeat(32), "cd".repeat(20));

    @TempDir private Path folder;
    private Path file;
    private Terminal terminal;

    @BeforeEach
    void install() throws IOException {
        var installation = new Installation(folder, folder.resolve("data"));
        terminal = new Terminal(installation);
        var token = Files.createDirectories(installation.data().resolve("tokens/issuing"));
        file = token.resolve(CheckpointMemory.FILE);
    }

    @Test
    void theOperatorLetsTheSignerForgetAndTheRecordStays() throws IOException {
        Files.writeString(file, "lineage-checkpoints 1\nlast " + LAST + "\n");

        assertThat(terminal.run(List.of("checkpoint", "list"))).isZero();
        assertThat(terminal.out()).contains("ca.example/audit  42 leaves, root abab");
        assertThat(forget("41")).isEqualTo(ExitStatus.REFUSED);
        assertThat(terminal.err()).contains("Nothing was forgotten");
        assertThat(forget("42")).isZero();

        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("forgot " + LAST + " ")
                .endsWith(" backup of May, decided by A and B");
        assertThat(terminal.run(List.of("checkpoint", "list"))).isZero();
        assertThat(terminal.out()).contains("forgot " + LAST);
    }

    @Test
    void whileTheSignerRunsNothingIsForgotten() throws IOException {
        Files.writeString(file, "lineage-checkpoints 1\nlast " + LAST + "\n");
        try (var running = new CheckpointMemory(file)) {
            assertThat(running.all()).hasSize(1);

            assertThat(forget("42")).isEqualTo(ExitStatus.REFUSED);
            assertThat(terminal.err()).contains("another signer has").contains("down");
        }
        assertThat(Files.readString(file)).contains("last " + LAST);
    }

    @Test
    void whereNothingWasSignedThereIsNothingToForget() {
        assertThat(forget("42")).isEqualTo(ExitStatus.REFUSED);
        assertThat(terminal.err()).contains("has signed no checkpoint");
        assertThat(file).doesNotExist();
        assertThat(terminal.run(List.of("checkpoint", "forget", "--size", "42")))
                .isEqualTo(ExitStatus.USAGE);
    }

    private int forget(String size) {
        return terminal.run(
                List.of(
                        "checkpoint",
                        "forget",
                        "--origin",
                        "ca.example/audit",
                        "--size",
                        size,
                        "--because",
                        "backup of May, decided by A and B"));
    }
}
