package org.lineageca.publisher.distribute;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to one target from a thread of its own, again and again: one that is slow or stands
 * still holds up nobody else.
 */
public final class Courier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Delivery delivery;
    private final Supplier<Collection<PublishedFile>> published;
    private final Duration pause;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    private Courier(
            Delivery delivery, Supplier<Collection<PublishedFile>> published, Duration pause) {
        this.delivery = delivery;
        this.published = published;
        this.pause = pause;
        this.thread = Thread.ofVirtual().name("to " + delivery.target()).unstarted(this::run);
    }

    /**
     * Begins.
     *
     * @param published asked each time for all that is published
     * @param pause between two looks
     */
    public static Courier start(
            Delivery delivery, Supplier<Collection<PublishedFile>> published, Duration pause) {
        var courier = new Courier(delivery, published, pause);
        courier.thread.start();
        return courier;
    }

    /** Breaks off what is under way, which leaves a target with the old file or the new one. */
    @Override
    public void close() {
        stopped.countDown();
        thread.interrupt();
        try {
            if (!thread.join(PATIENCE)) {
                LOG.warn("{} does not let go; it is left", delivery.target());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        do {
            try {
                delivery.deliver(published.get());
            } catch (RuntimeException e) {
                LOG.error("delivering to {} failed; it is tried again", delivery.target(), e);
            }
        } while (!stoppedWithinPause());
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
