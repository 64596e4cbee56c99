package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SocketSigner;
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

    /**
     * The signal reaches one thread; the others go on until that one has been given the processor.
     */
    private static void stop(TemporaryToken token) throws IOException, InterruptedException {
        signal(token, "STOP");
        var threads = Path.of("/proc/%d/task".formatted(token.process().pid()));
        await().until(() -> {
            try (var each = Files.list(threads)) {
                return each.allMatch(LongCallTest::isStopped);
            }
        });
    }

    private static boolean isStopped(Path thread) {
        try {
            // Its name stands before, in parentheses, and may hold anything.
            return Files.readString(thread.resolve("stat")).matches("(?s).*\\) T .*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a token does that is at work on something long. */
    @Test
    void whoHasWaitedTooLongDoesNotTakeTheConnectionFromWhoMayWaitLonger() throws Exception {
        try (var token = TemporaryToken.start("long");
                var signer = SocketSigner.of(token.socket(), "long")) {
            await().ignoreExceptions().until(() -> !signer.keys().isEmpty());
            stop(token);
            var made =
                    CompletableFuture.supplyAsync(() ->
                            signer.generate("made", KeyAlgorithm.P256, Set.of(KeyPurpose.CRL)));

            assertThatThrownBy(signer::keys).isInstanceOf(TokenUnavailableException.class);
            signal(token, "CONT");

            assertThat(made.join().label()).isEqualTo("made");
        }
    }
}
