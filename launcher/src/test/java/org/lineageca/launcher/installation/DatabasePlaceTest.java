package org.lineageca.launcher.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabasePlaceTest {

    @TempDir private Path folder;

    @Test
    void asRootBelowAClosedFolderTheDatabaseLiesElsewhere() throws Exception {
        assumeTrue(DatabasePlace.isRoot(), "only root has another user run PostgreSQL");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        var installation = new Installation(folder, folder.resolve("data"));
        DataFolder.prepare(installation);
        var place = new DatabasePlace(installation);

        place.prepare(Ports.defaults());

        var elsewhere = installation.postgresql().toRealPath();
        try {
            assertThat(place.isElsewhere()).isTrue();
            assertThat(elsewhere).startsWith(Path.of("/var/lib/lineage"));
            assertThat(elsewhere.resolve("binaries/bin/postgres")).isExecutable();
        } finally {
            FileTree.delete(elsewhere);
        }
    }

    @Test
    void asRootADatabaseThatBecameUnreachableIsNeverReplaced() throws Exception {
        assumeTrue(DatabasePlace.isRoot(), "only root has another user run PostgreSQL");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        var installation = new Installation(folder, folder.resolve("data"));
        var cluster = installation.postgresql().resolve("cluster");
        Files.createDirectories(cluster);
        Files.writeString(cluster.resolve("PG_VERSION"), "18");

        assertThatThrownBy(() -> new DatabasePlace(installation).prepare(Ports.defaults()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("chmod o+x");
        assertThat(cluster.resolve("PG_VERSION")).exists();
    }

    @Test
    void aFolderOfAnotherUserIsRefused() throws Exception {
        assumeTrue(DatabasePlace.isRoot(), "only root can make another user's folder");
        var data = Files.createDirectory(folder.resolve("data"));
        Files.setOwner(
                data,
                data.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName("nobody"));

        assertThatThrownBy(() -> DataFolder.prepare(new Installation(folder, data)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("belongs to nobody");
    }
}
