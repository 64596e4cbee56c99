package org.lineageca.console.access;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.lineageca.ca.admission.AdmitPerson;
import org.lineageca.octets.Octets;

/** A program whose watch over sessions meets an Error, while the others would go on for ever. */
final class FailingWatch {

    private FailingWatch() {}

    public static void main(String[] arguments) throws InterruptedException {
        var sha256 = Octets.of(new byte[32]);
        var standings = new Standings();
        standings.register("anna", sha256);
        var settings = new SessionSettings(Duration.ofMinutes(15), Duration.ofMinutes(2));
        var sessions =
                new OpenSessions(
                        new AdmitPerson(standings, Instant::now),
                        settings,
                        () -> {
                            throw new OutOfMemoryError("unable to create native thread");
                        });
        sessions.opened(new OpenSession("anna-1", sha256, new HeardPages(), Instant.now()));
        new SessionWatch(sessions).start();
        new CountDownLatch(1).await();
    }
}
