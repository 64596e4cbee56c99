package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The benchmark works; a machine that does other things too says nothing about times. */
@ExtendWith(Disturbed.Shared.class)
@ResourceLock(Disturbed.LOCK)
class CrlBenchTest {

    @Test
    void printsEveryFigure(Disturbed disturbed) throws Exception {
        var out = new ByteArrayOutputStream();
        var sizes =
                new CrlBench.Sizes(
                        3_000,
                        3_000,
                        6_000,
                        new RevocationPart.Sizes(5, 50, 200),
                        Duration.ofSeconds(1),
                        Set.of());

        CrlBench.run(
                disturbed.lineage(), sizes, new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.startsWith("| "))
                .extracting(line -> line.split("\\|", -1)[1].strip())
                .anySatisfy(row -> assertThat(row).matches("nginx, a CRL of [0-9,]+ octets"))
                .contains(
                        "the publisher, the same",
                        "nginx, answers 304",
                        "the publisher, answers 304",
                        "one revocation over REST, median, 200 revoked before",
                        "a CRL of them, signed and stored");
    }
}
