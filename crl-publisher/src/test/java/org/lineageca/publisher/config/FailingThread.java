package org.lineageca.publisher.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.lineageca.publisher.distribute.Courier;
import org.lineageca.publisher.distribute.Delivery;
import org.lineageca.publisher.distribute.FileTree;
import org.lineageca.publisher.distribute.KeptFiles;
import org.lineageca.publisher.guard.Policy;
import org.lineageca.publisher.publish.Publisher;
import org.lineageca.publisher.publish.PublishingLoop;
import org.lineageca.publisher.publish.Refusals;
import org.lineageca.publisher.publish.Shelf;
import org.lineageca.publisher.publish.Shelving;
import org.lineageca.publisher.testpki.TestSource;

/** A program one of whose threads meets an Error, while the others would go on for ever. */
final class FailingThread {

    private FailingThread() {}

    /**
     * Runs until the Error.
     *
     * @param arguments the thread, {@code publishing} or {@code courier}, and an empty folder
     */
    public static void main(String[] arguments) throws Exception {
        ErrorsEndTheProcess.fromNowOn();
        InstantSource failing =
                () -> {
                    throw new OutOfMemoryError("Cannot reserve direct buffer memory");
                };
        if (arguments[0].equals("publishing")) {
            var folder = FileTree.open(Path.of(arguments[1]));
            var shelving = new Shelving(new Shelf(), List.of(), new KeptFiles(folder));
            var source = new TestSource(Instant.EPOCH);
            var publisher =
                    new Publisher(source, shelving, new Refusals(), Policy.DEFAULT, failing);
            new Thread(new PublishingLoop(publisher, Duration.ofSeconds(1)), "publishing").start();
        } else {
            var delivery =
                    new Delivery(
                            FileTree.open(Path.of(arguments[1])), InstantSource.system(), () -> 0);
            Courier.start(
                    delivery,
                    () -> {
                        var _ = failing.instant();
                        return List.of();
                    },
                    Duration.ofSeconds(1));
        }
        new CountDownLatch(1).await();
    }
}
