package org.lineageca.ocsp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bounded share of the fuzzing that {@code ./lineage fuzz} does at length. */
class ParserFuzzTest {

    private static final int RUNS = 50_000;
    private static final int SEED = 20_261_121;

    @Test
    void readsEverythingInTheCorpus() throws IOException {
        var corpus = ParserFuzz.corpus();

        assertThat(corpus).hasSizeGreaterThan(30).allSatisfy(ParserFuzz::fuzzerTestOneInput);
    }

    @Test
    void readsWhatAFuzzerThatWatchesItsWaysComesUpWith(@TempDir Path folder) throws Exception {
        System.out.println("ParserFuzzTest seed " + SEED);
        var seeds = folder.resolve("corpus");
        ParserFuzz.main(new String[] {seeds.toString()});
        var log = folder.resolve("log");
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        parsersAndFuzzer(),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + ParserFuzz.class.getName(),
                        "--instrumentation_includes=org.lineageca.**",
                        "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.*",
                        "-seed=" + SEED,
                        "-runs=" + RUNS,
                        seeds.toString());

        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();

        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
        assertThat(log).content().contains("Done " + RUNS + " runs");
    }

    /** Jazzer looks at every class on its path before it begins. */
    private static String parsersAndFuzzer() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> {
                    var path = Path.of(entry);
                    return Files.isDirectory(path)
                            || path.getFileName().toString().matches("(jazzer|hsm|jspecify).*");
                })
                .collect(Collectors.joining(File.pathSeparator));
    }
}
