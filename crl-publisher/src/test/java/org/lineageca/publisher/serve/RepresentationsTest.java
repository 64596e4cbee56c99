package org.lineageca.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which representation is served, whatever memory there is. */
class RepresentationsTest {

    @ParameterizedTest
    @CsvSource({"2m, the plain one", "16m, the compressed one"})
    void whatThereIsNoMemoryToCompressIsServedAsItIs(String memory, String served)
            throws Exception {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:MaxDirectMemorySize=" + memory,
                                "-cp",
                                System.getProperty("java.class.path"),
                                LittleMemory.class.getName())
                        .redirectErrorStream(true)
                        .start();
        try (var output = process.getInputStream()) {
            assertThat(new String(output.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .endsWith(served);
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
