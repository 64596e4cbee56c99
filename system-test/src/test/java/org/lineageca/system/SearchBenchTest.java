package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The benchmark works; a machine that does other things too says nothing about times. */
@ExtendWith(Disturbed.Shared.class)
@ResourceLock(Disturbed.LOCK)
class SearchBenchTest {

    @Test
    void printsEveryFigure(Disturbed disturbed) throws Exception {
        var out = new ByteArrayOutputStream();

        SearchBench.run(
                disturbed.lineage(),
                new BenchOptions(
                        Map.of("certificates", 6_000, "issued", 50, "lookups", 10),
                        SearchBench.REAL.parts()),
                new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.startsWith("| "))
                .extracting(line -> line.split("\\|", -1)[1].strip())
                .contains(
                        "put on record, past the program",
                        "by serial number",
                        "by fingerprint",
                        "by the whole common name",
                        "by an alternative name",
                        "by what none has",
                        "the report of all")
                .filteredOn(row -> row.startsWith("one certificate more, with "))
                .hasSize(2);
    }
}
