package org.lineageca.hsm.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.hsm.client.Checkpoint;
import org.lineageca.hsm.client.CheckpointRefusedException;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.hsm.client.LastCheckpoint;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.octets.Octets;

class CheckpointMemoryTest {

    private static final String LOG = "lineage.example/audit";
    private static final Instant NOW = Instant.parse("2026-11-22T04:05:06.789Z");
    private static final KeyId KEY = KeyId.of(Octets.of(new byte[] {1}));

    @TempDir private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void place() {
        file = folder.resolve("checkpoints");
    }

    @Test
    void theLastOfEachLogIsRememberedAcrossARestart() throws Exception {
        try (var memory = new CheckpointMemory(file)) {
            assertThat(memory.last(LOG)).isEmpty();
            memory.remember(at(LOG, 0, 1));
            memory.remember(at(LOG, 7, 2));
            memory.remember(at("other", 3, 3));
        }
        try (var memory = new CheckpointMemory(file)) {
            assertThat(memory.last(LOG)).contains(at(LOG, 7, 2));
            assertThat(memory.all()).containsExactly(at(LOG, 7, 2), at("other", 3, 3));
            assertThat(memory.last("third")).isEmpty();
        }
        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void fewerLeavesAndAnotherRootAreRefusedWithWhatTheyMean() throws Exception {
        try (var memory = new CheckpointMemory(file)) {
            memory.remember(at(LOG, 7, 2));
            memory.remember(at(LOG, 7, 2));

            assertThatThrownBy(() -> memory.remember(at(LOG, 6, 2)))
                    .isInstanceOf(CheckpointRefusedException.class)
                    .hasMessageContaining(
                            "has 7 leaves, of 2026-11-22T04:05:06.789Z; this one has 6")
                    .hasMessageContaining("older than what this signer has signed")
                    .hasMessageContaining("restore a newer backup");
            assertThatThrownBy(() -> memory.remember(at(LOG, 7, 9)))
                    .isInstanceOf(CheckpointRefusedException.class)
                    .hasMessageContaining("not the one this signer has signed");
            assertThat(memory.last(LOG)).contains(at(LOG, 7, 2));
            memory.remember(at(LOG, 8, 9));
            memory.remember(at("another", 1, 1));
        }
    }

    @Test
    void anotherKeyOfTheSameLogHasTheSamePast() throws Exception {
        try (var memory = new CheckpointMemory(file)) {
            memory.remember(at(LOG, 7, 2));
            var other = KeyId.of(Octets.of(new byte[] {2}));
            var older = new LastCheckpoint(at(LOG, 6, 1).checkpoint(), other, NOW);
            var newer = new LastCheckpoint(at(LOG, 8, 1).checkpoint(), other, NOW);

            assertThatThrownBy(() -> memory.remember(older))
                    .isInstanceOf(CheckpointRefusedException.class);
            memory.remember(newer);
            assertThat(memory.last(LOG)).contains(newer);
        }
    }

    @Test
    void whatTheDiskDoesNotTakeIsNotRemembered() throws Exception {
        try (var memory = new CheckpointMemory(file)) {
            memory.remember(at(LOG, 7, 2));
            // In the way of the file that is written first.
            var making = Files.createDirectories(folder.resolve("checkpoints.making/full"));

            assertThatThrownBy(() -> memory.remember(at(LOG, 8, 2)))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(memory.last(LOG)).contains(at(LOG, 7, 2));
            Files.delete(making);
            memory.remember(at(LOG, 8, 2));
        }
    }

    @Test
    void aHalfWrittenSuccessorIsOfNoConsequence() throws Exception {
        try (var memory = new CheckpointMemory(file)) {
            memory.remember(at(LOG, 7, 2));
        }
        Files.writeString(folder.resolve("checkpoints.making"), "lineage-checkp");
        try (var memory = new CheckpointMemory(file)) {
            assertThat(memory.last(LOG)).contains(at(LOG, 7, 2));
            memory.remember(at(LOG, 8, 2));
        }
    }

    @Test
    void itIsUsedByOneAtATime() throws Exception {
        try (var memory = new CheckpointMemory(file);
                var second = new CheckpointMemory(file)) {
            memory.remember(at(LOG, 7, 2));

            assertThatThrownBy(() -> second.last(LOG))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("another signer has");
        }
        try (var third = new CheckpointMemory(file)) {
            assertThat(third.last(LOG)).isPresent();
        }
    }

    @Test
    void forgettingIsDeliberateAndIsItselfRemembered() throws Exception {
        try (var memory = new CheckpointMemory(file)) {
            memory.remember(at(LOG, 7, 2));
            memory.remember(at("other", 3, 3));
            assertThatThrownBy(() -> memory.forget(LOG, 6, "lost", NOW))
                    .isInstanceOf(CheckpointRefusedException.class)
                    .hasMessageContaining("Nothing was forgotten");
            assertThatThrownBy(() -> memory.forget(LOG, 7, " ", NOW))
                    .isInstanceOf(IllegalArgumentException.class);

            memory.forget(LOG, 7, "both disks burnt\nlast other 1", NOW);
        }
        try (var memory = new CheckpointMemory(file)) {
            assertThat(memory.last(LOG)).isEmpty();
            assertThat(memory.last("other")).contains(at("other", 3, 3));
            assertThat(memory.forgotten())
                    .containsExactly(
                            "forgot %s 7 %s %s %s %s both disks burnt last other 1"
                                    .formatted(LOG, root(2), KEY, NOW, NOW));
            memory.remember(at(LOG, 2, 5));
            assertThat(memory.forgotten()).hasSize(1);
        }
    }

    @Test
    void itHoldsAsManyLogsAsItMayAndNoMore() throws Exception {
        try (var memory = new CheckpointMemory(file)) {
            for (var i = 0; i < CheckpointRecord.MOST_LOGS; i++) {
                memory.remember(at("log-" + i, i, i));
            }
            assertThatThrownBy(() -> memory.remember(at("one-more", 1, 1)))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining("64 audit logs");
            memory.remember(at("log-0", 1, 1));
        }
    }

    @Test
    void whatNoSignerWroteIsRefused() throws Exception {
        try (var memory = new CheckpointMemory(file)) {
            memory.remember(at(LOG, 7, 2));
        }
        var text = Files.readString(file);
        for (var wrong :
                List.of(
                        "",
                        text.strip(),
                        text.replace("checkpoints 1", "checkpoints 2"),
                        text + text.lines().toList().getLast() + "\n",
                        text + "nonsense\n",
                        text.replace(" 7 ", " -7 "),
                        text.replace(" 7 ", " 9223372036854775808 "),
                        text.replace("2026-11-22T", "2026-11-22X"),
                        text + "\0\0\0\0\n",
                        "x".repeat(2 << 20))) {
            Files.writeString(file, wrong);
            try (var memory = new CheckpointMemory(file)) {
                assertThatThrownBy(() -> memory.last(LOG))
                        .as(wrong.substring(0, Math.min(wrong.length(), 300)))
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessageContaining("Put it back from a backup");
            }
        }
    }

    private static LastCheckpoint at(String origin, long size, int root) {
        return new LastCheckpoint(new Checkpoint(origin, size, root(root)), KEY, NOW);
    }

    private static Octets root(int number) {
        return Octets.of(new byte[] {(byte) number}).sha256();
    }
}
