package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The benchmark works; a machine that does other things too says nothing about times. */
@ExtendWith(Disturbed.Shared.class)
@ResourceLock(Disturbed.LOCK)
class ConsoleBenchTest {

    @Test
    void printsEveryFigure(Disturbed disturbed) throws Exception {
        var out = new ByteArrayOutputStream();

        ConsoleBench.run(
                disturbed.lineage(),
                new BenchOptions(
                        Map.of("authorities", 2, "certificates", 6_000, "rounds", 1),
                        Set.of("dashboard", "search")),
                new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.startsWith("| "))
                .extracting(line -> line.split("\\|", -1)[1].strip())
                .containsExactly(
                        "what",
                        "put on record, past the program",
                        "dashboard, in a new session",
                        "dashboard, asked for again",
                        "certificates of a domain, in a new session",
                        "certificates of a domain, asked for again");
    }

    @Test
    void manyAuthoritiesAreDescribedBesideThePackagedOnes() throws Exception {
        assertThat(ManyAuthorities.describe(50).lines())
                .filteredOn(line -> line.startsWith("  - role: "))
                .hasSize(50)
                .contains("  - role: tls-servers", "  - role: officers", "  - role: site-48")
                .doesNotHaveDuplicates();
    }
}
