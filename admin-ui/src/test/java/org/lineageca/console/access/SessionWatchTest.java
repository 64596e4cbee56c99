package org.lineageca.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionWatchTest {

    @TempDir private Path folder;

    @Test
    void anErrorAfterWhichNoSessionWouldEndEndsTheProgram() throws Exception {
        var log = folder.resolve("log");
        var program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FailingWatch.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(SessionWatch.STATUS);
            assertThat(Files.readString(log)).contains("the console ends", "OutOfMemoryError");
        } finally {
            program.destroyForcibly().waitFor();
        }
    }
}
