package org.lineageca.launcher.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateFilesTest {

    @TempDir private Path folder;

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void filesAndFoldersAreTheirOwnersAlone() throws Exception {
        PrivateFiles.folder(folder.resolve("a/b"));
        PrivateFiles.write(folder.resolve("a/b/file"), "content");

        assertThat(mode(folder.resolve("a/b"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("a/b/file"))).isEqualTo("rw-------");
        assertThat(PrivateFiles.isClosedToOthers(folder.resolve("a/b/file"))).isTrue();
    }

    @Test
    void aFileIsReplacedAsAWholeAndLeavesNothingBeside() throws Exception {
        var file = folder.resolve("file");
        PrivateFiles.write(file, "a long first content");
        PrivateFiles.write(file, "second");

        assertThat(file).hasContent("second");
        assertThat(folder).isDirectoryNotContaining("glob:**.making");
    }

    @Test
    void aSecretIsMadeOnceAndIsLong() throws Exception {
        var secrets = new Secrets(new SecureRandom());
        var file = folder.resolve("secrets/core");

        var made = secrets.keptIn(file);

        assertThat(made).matches("[A-Za-z2-9]{24}");
        assertThat(secrets.keptIn(file)).isEqualTo(made);
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void noTwoSecretsAreAlike() {
        var secrets = new Secrets(new SecureRandom());
        var seen = new HashSet<String>();
        for (var i = 0; i < 1000; i++) {
            assertThat(seen.add(new String(secrets.create()))).isTrue();
        }
    }
}
