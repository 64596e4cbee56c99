package org.lineageca.hsm.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.octets.Octets;

class HeldKeysTest {

    @Test
    void aChangeReturnsOnlyWhenTheUsesBeforeItHaveEnded() throws Exception {
        var keys = new HeldKeys(Map.of());
        var started = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        var use =
                Thread.ofPlatform()
                        .start(() ->
                                keys.whileUnchanged(() -> {
                                    started.countDown();
                                    await(end);
                                    ended.set(true);
                                    return ended;
                                }));
        started.await();
        var hadEnded = new AtomicBoolean();
        var change =
                Thread.ofPlatform()
                        .start(() -> {
                            keys.remove(KeyId.of(Octets.of(new byte[] {1})));
                            hadEnded.set(ended.get());
                        });

        Awaitility.await().until(change::getState, state -> state == Thread.State.WAITING);
        end.countDown();
        change.join();
        use.join();

        assertThat(hadEnded).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
