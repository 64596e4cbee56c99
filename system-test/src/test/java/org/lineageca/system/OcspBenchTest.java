package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The benchmark works; a machine that does other things too says nothing about times. */
@ExtendWith(Disturbed.Shared.class)
@ResourceLock(Disturbed.LOCK)
class OcspBenchTest {

    @Test
    void printsEveryFigure(Disturbed disturbed) throws Exception {
        var out = new ByteArrayOutputStream();
        var sizes =
                new BenchSizes(
                        12_000,
                        15_000,
                        500,
                        Duration.ofSeconds(1),
                        8,
                        500,
                        50,
                        1,
                        // FurtherRespondersTest has responders over copies.
                        EnumSet.complementOf(EnumSet.of(BenchSizes.Part.REVOCATIONS)));

        OcspBench.run(
                disturbed.lineage(), sizes, new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.startsWith("| "))
                .extracting(line -> line.split("\\|", -1)[1].strip())
                .containsExactly(
                        "what",
                        "status look-up, p99, of 10,000",
                        "status look-up, p99, of 12,000",
                        "status look-up, p99, of 15,000",
                        "start to first answer",
                        "resident, nothing cached",
                        "nginx, a static file",
                        "answers from the cache",
                        "resident, 500 answers cached",
                        "resident, as many again",
                        "a good client alone, p99",
                        "beside 50 slow connections, p99",
                        "the signer alone",
                        "answers with a nonce",
                        "answers nobody asked for before");
    }
}
