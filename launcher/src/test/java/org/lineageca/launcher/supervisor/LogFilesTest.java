package org.lineageca.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFilesTest {

    @TempDir private Path folder;

    @Test
    void aLongLogIsKeptOnceAndBeginsAnewUnderItsWriter() throws Exception {
        var log = folder.resolve("core.log");
        try (var writer = new FileOutputStream(log.toFile(), true)) {
            writer.write("0123456789".getBytes(StandardCharsets.UTF_8));
            new LogFiles(folder, 5).bound();
            writer.write("next".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(log).hasContent("next");
        assertThat(folder.resolve("core.log.1")).hasContent("0123456789");
    }

    @Test
    void aShortLogIsLeftAlone() throws Exception {
        var log = Files.writeString(folder.resolve("core.log"), "short");
        new LogFiles(folder, 5).bound();
        assertThat(log).hasContent("short");
        assertThat(folder.resolve("core.log.1")).doesNotExist();
    }

    @Test
    void whereNoCopyCanBeMadeTheLogIsEmptiedAllTheSame() throws Exception {
        var log = Files.writeString(folder.resolve("core.log"), "0123456789");
        var inTheWay = Files.createDirectory(folder.resolve("core.log.1"));
        Files.writeString(inTheWay.resolve("file"), "");
        var next = Files.writeString(folder.resolve("other.log"), "0123456789");

        new LogFiles(folder, 5).bound();

        assertThat(next).isEmptyFile();
        assertThat(log).isEmptyFile();
    }

    @Test
    void aFolderThatIsGoneStopsNobody() {
        assertThatCode(() -> new LogFiles(folder.resolve("gone"), 5).bound())
                .doesNotThrowAnyException();
    }
}
