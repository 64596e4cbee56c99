package org.lineageca.publisher.observe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.publisher.distribute.Delivery;
import org.lineageca.publisher.publish.Publisher;
import org.lineageca.publisher.publish.Refusals;
import org.lineageca.publisher.publish.Shelf;

/** Whether what relying parties get is as it should be. */
public final class Health {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final Publisher publisher;
    private final Shelf shelf;
    private final Refusals refusals;
    private final List<Delivery> deliveries;
    private final InstantSource clock;

    public Health(
            Publisher publisher,
            Shelf shelf,
            Refusals refusals,
            List<Delivery> deliveries,
            InstantSource clock) {
        this.publisher = publisher;
        this.shelf = shelf;
        this.refusals = refusals;
        this.deliveries = List.copyOf(deliveries);
        this.clock = clock;
    }

    /** What is wrong now, a sentence each; empty when all is well. */
    public List<String> problems() {
        var now = clock.instant();
        var problems = new ArrayList<String>();
        var lastRead = publisher.lastRead();
        if (lastRead == null) {
            problems.add("The database has not been read yet.");
        } else if (lastRead.plus(LONGEST_SILENCE).isBefore(now)) {
            problems.add("The database was last read at " + lastRead + ".");
        }
        problems.addAll(expired(now));
        problems.addAll(refusals.sentences());
        deliveries.forEach(delivery -> problems.addAll(delivery.problems()));
        return List.copyOf(problems);
    }

    private List<String> expired(Instant now) {
        return shelf.crls().stream()
                .filter(crl -> crl.expired(now))
                .map(crl ->
                        "%s passed its nextUpdate %s."
                                .formatted(crl.der().path(), crl.list().nextUpdate()))
                .toList();
    }
}
