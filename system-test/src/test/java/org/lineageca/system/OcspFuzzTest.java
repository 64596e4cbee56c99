package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A bounded share of {@code ./lineage fuzz}; a machine that does other things too has no clock. */
@ExtendWith(SharedInstallation.class)
@ResourceLock(SharedInstallation.LOCK)
class OcspFuzzTest {

    private static final long SEED = 20_261_121;
    private static final int REQUESTS = 20_000;

    @Test
    void noRequestIsTooMuchForTheResponder(Installation lineage) throws Exception {
        System.out.println("OcspFuzzTest seed " + SEED);
        var responder = ResponderProcess.find(lineage);

        var outcome = new HttpFuzz(lineage.ocsp(), seeds(lineage), SEED).send(REQUESTS);

        assertThat(outcome.serverErrors()).as(outcome.toString()).isZero();
        assertThat(outcome.internalErrors()).as(outcome.toString()).isZero();
        assertThat(outcome.statuses()).containsKeys(200, 400);
        assertThat(responder.process().isAlive()).isTrue();
    }

    private static List<byte[]> seeds(Installation lineage) throws IOException, SQLException {
        try (var certificates = BenchCertificates.of(lineage.data())) {
            var requests = new BenchRequests(certificates);
            return IntStream.range(0, 50)
                    .boxed()
                    .flatMap(number ->
                            List.of(requests.request(number), requests.requestWithNonce(number))
                                    .stream())
                    .toList();
        }
    }
}
