package org.lineageca.ocsp.config;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.lineageca.ocsp.status.PollingLoop;

/** A program whose thread for changes meets an Error, while the others would go on for ever. */
final class FailingThread {

    private FailingThread() {}

    public static void main(String[] arguments) throws InterruptedException {
        ErrorsEndTheProcess.fromNowOn();
        PollingLoop.start(
                "changes",
                Duration.ofSeconds(1),
                () -> {
                    throw new StackOverflowError("too deep");
                });
        new CountDownLatch(1).await();
    }
}
