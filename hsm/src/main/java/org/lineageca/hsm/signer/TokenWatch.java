package org.lineageca.hsm.signer;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes a test signature every second while the token is open, and notices when the token no longer
 * answers at all.
 */
final class TokenWatch {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Longer than the signatures that may be queued in the token before the test's. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final TokenDesk desk;
    private volatile long lastAnswer = System.nanoTime();

    TokenWatch(TokenDesk desk) {
        this.desk = desk;
    }

    /** Returns when the token is lost or was deactivated, and why. */
    Ending awaitEnding() throws InterruptedException {
        Thread.ofPlatform().name("token-watch").daemon().start(this::check);
        while (true) {
            try {
                return desk.ending().get(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                if (System.nanoTime() - lastAnswer > SILENCE.toNanos()) {
                    desk.fail("it has not answered for " + SILENCE.toSeconds() + " s");
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("an ending is never completed exceptionally", e);
            }
        }
    }

    private void check() {
        try {
            while (!desk.ending().isDone()) {
                Thread.sleep(PERIOD);
                desk.check();
                lastAnswer = System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
