package org.lineageca.publisher.distribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.publisher.guard.Octets;

class FileTreeTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String PATH = "0123456789abcdef/complete.crl";

    /**
     * Stands for the process ending at this very step: nothing after it runs, no clean-up either.
     */
    private static final class Crash extends Error {}

    @TempDir private Path folder;

    @Test
    void storesTheFileWholeWithItsTime() throws IOException {
        try (var tree = FileTree.open(folder)) {
            tree.store(file("first"));
            tree.store(file("second"));
            assertThat(folder.resolve(PATH)).hasContent("second");
            assertThat(Files.getLastModifiedTime(folder.resolve(PATH)).toInstant()).isEqualTo(NOW);
            assertThat(tree.stored()).extracting(FileTree.StoredFile::path).containsExactly(PATH);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCrashAroundTheRenameLeavesOneWholeFileAndTheNextStartCleansUp(boolean afterRename)
            throws IOException {
        try (var tree = FileTree.open(folder)) {
            tree.store(file("old"));
        }
        FileTree.Rename crashing =
                (from, to) -> {
                    if (afterRename) {
                        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
                    }
                    throw new Crash();
                };
        try (var tree = FileTree.open(folder, crashing)) {
            assertThatThrownBy(() -> tree.store(file("new"))).isInstanceOf(Crash.class);
        }
        assertThat(folder.resolve(PATH)).hasContent(afterRename ? "new" : "old");
        var unfinished = folder.resolve("0123456789abcdef/.complete.crl.new");
        assertThat(Files.exists(unfinished)).isEqualTo(!afterRename);
        try (var tree = FileTree.open(folder)) {
            assertThat(unfinished).doesNotExist();
            assertThat(tree.stored())
                    .containsExactly(
                            new FileTree.StoredFile(
                                    PATH, octets(afterRename ? "new" : "old"), NOW));
        }
    }

    @Test
    void aFailedRenameLeavesTheOldFileAndNothingBeside() throws IOException {
        try (var tree = FileTree.open(folder)) {
            tree.store(file("old"));
        }
        FileTree.Rename failing =
                (_, _) -> {
                    throw new IOException("no space left");
                };
        try (var tree = FileTree.open(folder, failing)) {
            assertThatThrownBy(() -> tree.store(file("new"))).isInstanceOf(IOException.class);
            assertThat(tree.holds(file("old"))).isTrue();
        }
        assertThat(folder.resolve("0123456789abcdef").toFile().list())
                .containsExactly("complete.crl");
    }

    @Test
    void aFullDiskLeavesTheOldFileWholeAndIsFilledOnceThereIsRoom() throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        // Only root may mount.
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()))
                .isZero();
        try (var tree = FileTree.open(disk)) {
            tree.store(file("old"));
            Files.write(disk.resolve("other"), new byte[40_000]);
            var large = file("n".repeat(40_000));

            assertThatThrownBy(() -> tree.store(large)).isInstanceOf(IOException.class);

            assertThat(disk.resolve(PATH)).hasContent("old");
            assertThat(disk.resolve("0123456789abcdef").toFile().list())
                    .containsExactly("complete.crl");
            Files.delete(disk.resolve("other"));
            tree.store(large);
            assertThat(tree.holds(large)).isTrue();
        } finally {
            assertThat(run("umount", disk.toString())).isZero();
        }
    }

    @Test
    void aDiskThatCannotBeWrittenIsAFailureAndGoodAgainWhenItCan() throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "tmpfs", disk.toString())).isZero();
        try {
            try (var tree = FileTree.open(disk)) {
                tree.store(file("old"));
            }
            assertThat(run("mount", "-o", "remount,ro", disk.toString())).isZero();
            try (var additional = new AdditionalFolder("additional", disk)) {
                assertThatThrownBy(() -> additional.holds(file("new")))
                        .isInstanceOf(IOException.class);
                assertThat(disk.resolve(PATH)).hasContent("old");
                assertThat(run("mount", "-o", "remount,rw", disk.toString())).isZero();
                assertThat(additional.holds(file("new"))).isFalse();
                additional.store(file("new"));
                assertThat(disk.resolve(PATH)).hasContent("new");
            }
        } finally {
            assertThat(run("umount", disk.toString())).isZero();
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void seesWhenSomebodyElseChangesOrRemovesAFile() throws IOException {
        try (var tree = FileTree.open(folder)) {
            tree.store(file("right"));
            assertThat(tree.holds(file("right"))).isTrue();
            assertThat(tree.holds(file("other"))).isFalse();
            Files.writeString(folder.resolve(PATH), "wrong");
            assertThat(tree.holds(file("right"))).isFalse();
            Files.delete(folder.resolve(PATH));
            assertThat(tree.holds(file("right"))).isFalse();
        }
    }

    @Test
    void recognisesItsFilesAfterARestart() throws IOException {
        try (var tree = FileTree.open(folder)) {
            tree.store(file("kept"));
        }
        try (var tree = FileTree.open(folder)) {
            assertThat(tree.holds(file("kept"))).isTrue();
            assertThat(tree.holds(file("kepx"))).isFalse();
        }
    }

    @Test
    void belongsToOnePublisherAtATime() throws IOException {
        try (var _ = FileTree.open(folder)) {
            assertThatThrownBy(() -> FileTree.open(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("belongs to another publisher");
        }
        FileTree.open(folder).close();
    }

    private static PublishedFile file(String content) {
        return PublishedFile.of(PATH, MediaType.CRL, octets(content), NOW, null);
    }

    private static Octets octets(String content) {
        return Octets.of(content.getBytes(StandardCharsets.UTF_8));
    }
}
