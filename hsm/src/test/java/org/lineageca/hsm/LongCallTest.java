package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.softhsm.TemporaryToken;

class LongCallTest {

    private static void signal(TemporaryToken token, String name)
            throws IOException, InterruptedException {
        var kill =
                new ProcessBuilder("kill", "-" + name, Long.toString(token.process().pid()))
                        .start();
        assertThat(kill.waitFor()).isZero();
    }

    /** As a token does that is at work on something long. */
    @Test
    void whoHasWaitedTooLongDoesNotTakeTheConnectionFromWhoMayWaitLonger() throws Exception {
        try (var token = TemporaryToken.start("long")) {
            var signer = token.signer();
            signer.keys();
            signal(token, "STOP");
            var made =
                    CompletableFuture.supplyAsync(() ->
                            signer.generate("made", KeyAlgorithm.P256, Set.of(KeyPurpose.CRL)));

            assertThatThrownBy(signer::keys).isInstanceOf(TokenUnavailableException.class);
            signal(token, "CONT");

            assertThat(made.join().label()).isEqualTo("made");
        }
    }
}
