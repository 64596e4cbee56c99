package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
class IssueBenchTest {

    @Test
    void printsEveryFigure(Disturbed disturbed) throws Exception {
        var out = new ByteArrayOutputStream();

        IssueBench.run(
                disturbed.lineage(),
                new BenchOptions(
                        Map.of("seconds", 1, "warmup", 100, "sustained", 1, "reissued", 30),
                        IssueBench.REAL.parts()),
                new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.startsWith("| "))
                .extracting(line -> line.split("\\|", -1)[1].strip())
                .contains(
                        "the signer alone",
                        "single rows, each with a synchronous commit, by 16 connections",
                        "certificates over REST, one by one, 16 clients",
                        "certificates of a batch, each recorded, audited and with status",
                        "processor time for each",
                        "certificates of a list made anew with the same key, each recorded, audited and with status")
                .anyMatch(row -> row.startsWith("the same at half of that"));
    }

    @Test
    void optionsChangeWhatThereIsAndNothingElse() {
        var options = IssueBench.REAL.with(new String[] {"--seconds=5", "--parts=single"});

        assertThat(options.number("seconds")).isEqualTo(5);
        assertThat(options.parts()).containsExactly("single");
        for (var wrong : new String[] {"--seconds=0", "--hours=1", "--parts=double", "seconds=5"}) {
            assertThatThrownBy(() -> IssueBench.REAL.with(new String[] {wrong}))
                    .hasMessageContaining("'" + wrong + "' is none of --parts=batch,reissue,single")
                    .hasMessageContaining("--seconds=N");
        }
    }
}
