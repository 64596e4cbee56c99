package org.lineageca.publisher.publish;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rounds, a pause apart, until it is stopped. */
public final class PublishingLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(PublishingLoop.class);

    /** While the database is away a line a minute or so is enough. */
    private static final int FAILED_ROUNDS_A_LINE = 30;

    private final Publisher publisher;
    private final Duration pause;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private int failedRounds;

    public PublishingLoop(Publisher publisher, Duration pause) {
        this.publisher = publisher;
        this.pause = pause;
    }

    @Override
    public void run() {
        do {
            round();
        } while (!stoppedWithinPause());
    }

    /** Lets the round under way come to its end, and no other begin. */
    public void stop() {
        stopped.countDown();
    }

    /** The outermost loop: what goes wrong in one round is tried again in the next. */
    private void round() {
        try {
            publisher.round();
            if (failedRounds > 0) {
                LOG.info("the database answers again");
            }
            failedRounds = 0;
        } catch (SourceUnavailableException e) {
            if (failedRounds % FAILED_ROUNDS_A_LINE == 0) {
                LOG.error("{}", e.getMessage());
            }
            failedRounds++;
        } catch (RuntimeException e) {
            LOG.error("this round failed; what was published stays in place", e);
        }
    }

    private boolean stoppedWithinPause() {
        try {
            return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
