package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any program may be killed at any time; {@code ./lineage up} is all it takes, and nothing acknowledged is lost. */
class FaultTest {

    private static Installation lineage;
    private static Traffic traffic;

    @BeforeAll
    static void start() {
        lineage = Installation.start();
        traffic = new Traffic(lineage);
        traffic.start();
    }

    @AfterAll
    static void stop() {
        traffic.close();
        lineage.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"signer-issuing", "signer-responder", "ca-core", "crl-publisher", "ocsp-responder", "postgres", "admin-ui", "supervisor"})
    void nothingAcknowledgedIsLost(String program) {
        awaitMore(10);
        var before = lineage.processes();
        var unservedBefore = traffic.unserved();

        assertThat(ProcessHandle.of(before.getOrDefault(program, 0L)).orElseThrow().destroyForcibly()).isTrue();

        lineage.lineage("up").succeeded();
        lineage.lineage("status").succeeded();
        var after = lineage.processes();
        assertThat(after).containsOnlyKeys(before.keySet());
        if (program.equals("supervisor")) {
            assertThat(after.values()).doesNotContainAnyElementsOf(before.values());
        } else {
            var restarted = before.keySet().stream().filter(name -> !Objects.equals(before.get(name), after.get(name)));
            assertThat(restarted).containsExactly(program);
        }
        awaitMore(10);
        if (!program.equals("crl-publisher") && !program.equals("supervisor")) {
            assertThat(traffic.unserved()).as("the CRL was out of reach although its publisher was not touched").isEqualTo(unservedBefore);
        }
        assertThat(traffic.wrong()).isEmpty();
        assertThat(traffic.crlNumbers()).isSorted().doesNotHaveDuplicates();
        await().atMost(Duration.ofSeconds(10)).until(() -> traffic.served().compareTo(BigInteger.valueOf(traffic.crlNumbers().getLast() - 2)) >= 0);
        // A revocation may be a moment old; the responder has a second.
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(traffic.lost()).isEmpty());
    }

    private static void awaitMore(int certificates) {
        var issued = traffic.issued();
        var crls = traffic.crlNumbers().size();
        await().atMost(Duration.ofSeconds(30))
                .failFast("an answer was wrong", () -> !traffic.wrong().isEmpty())
                .until(() -> traffic.issued() >= issued + certificates && traffic.crlNumbers().size() > crls);
    }
}
