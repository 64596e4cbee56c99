package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The responder gets another key while relying parties ask. */
@ExtendWith(SharedInstallation.class)
@ResourceLock(SharedInstallation.LOCK)
class RollKeyTest {

    private static final int ASKERS = 2;

    @Test
    void everyAnswerVerifiesBeforeWhileAndAfterAKeyIsRolled(Installation lineage) throws Exception {
        var prefix = lineage.issueServer("www.rolled.example");
        assertThat(lineage.ocspStatus(prefix, "-no_nonce", "-respout", "before.der"))
                .contains("Response verify OK");
        var before = keys(lineage);
        var done = new AtomicBoolean();
        var answers = new AtomicInteger();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        Shell.Result roll;
        try (var askers = Executors.newFixedThreadPool(ASKERS)) {
            for (var i = 0; i < ASKERS; i++) {
                // One signature for each asker, or the answer that all get.
                String[] options = i == 0 ? new String[0] : new String[] {"-no_nonce"};
                askers.execute(() -> {
                    while (!done.get()) {
                        var answer = lineage.ocspStatus(prefix, options);
                        answers.incrementAndGet();
                        if (!answer.contains("Response verify OK")
                                || !answer.contains("-chain.pem: good")) {
                            failures.add(answer);
                        }
                    }
                });
            }
            roll = lineage.lineage("responder", "roll-key");
            done.set(true);
        }

        assertThat(roll.succeeded().out())
                .containsPattern("ocsp-tls-servers-[0-9]+ follows ocsp-tls-servers-[0-9]+")
                .containsPattern("ocsp-tls-servers-[0-9]+ is destroyed");
        assertThat(failures).isEmpty();
        assertThat(answers).hasPositiveValue();
        assertThat(keys(lineage)).isNotEmpty().doesNotContainAnyElementsOf(before);
        assertThat(lineage.ocspStatus(prefix)).contains("Response verify OK", "good");
        // What was given before holds, though its key is gone.
        assertThat(
                        lineage.shell()
                                .bash(
                                        "openssl ocsp -respin before.der -CAfile data/credentials/root.pem -issuer %1$s-issuer.pem -cert %1$s-chain.pem"
                                                .formatted(prefix))
                                .succeeded()
                                .all())
                .contains("Response verify OK", "good");
        assertThat(lineage.lineage("doctor").out()).doesNotContain("FAIL");
    }

    /** Those the responder signs with. */
    private static Set<String> keys(Installation lineage) throws IOException {
        var keys = new HashSet<String>();
        try (var status = URI.create(lineage.metrics() + "/status").toURL().openStream()) {
            for (var signer : new ObjectMapper().readTree(status).path("signers")) {
                keys.add(signer.path("key").asText());
            }
        }
        return keys;
    }
}
