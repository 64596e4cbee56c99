package org.lineageca.publisher.observe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.lineageca.publisher.distribute.Delivery;
import org.lineageca.publisher.publish.JsonText;
import org.lineageca.publisher.publish.OfferedCrl;
import org.lineageca.publisher.publish.OfferedGeneration;
import org.lineageca.publisher.publish.PublishedCrl;
import org.lineageca.publisher.publish.Publisher;
import org.lineageca.publisher.publish.Refusals;
import org.lineageca.publisher.publish.Shelf;

/** Whether what relying parties get is as it should be. */
public final class Health {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    /** A renewal at half of the life takes its time: this part of the life. */
    private static final int RENEWAL_PART = 20;

    private final Sources sources;
    private final InstantSource clock;

    /** Those it asks. */
    public record Sources(
            Publisher publisher,
            Shelf shelf,
            Refusals refusals,
            List<Delivery> deliveries,
            Observer observer) {
        public Sources {
            deliveries = List.copyOf(deliveries);
        }
    }

    public Health(Sources sources, InstantSource clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /** What is wrong now, a sentence each; empty when all is well. */
    public List<String> problems() {
        var now = clock.instant();
        var problems = new ArrayList<String>();
        var lastRead = sources.publisher().lastRead();
        if (lastRead == null) {
            problems.add("The database has not been read yet.");
        } else if (lastRead.plus(LONGEST_SILENCE).isBefore(now)) {
            problems.add("The database was last read at " + lastRead + ".");
        }
        problems.addAll(expired(now));
        problems.addAll(unpublished(now));
        problems.addAll(sources.refusals().sentences());
        sources.deliveries().forEach(delivery -> problems.addAll(delivery.problems()));
        problems.addAll(sources.observer().problems());
        return List.copyOf(problems);
    }

    /** What will be wrong unless somebody acts: relying parties notice nothing yet. */
    public List<String> warnings() {
        var now = clock.instant();
        return sources.shelf().crls().stream()
                .filter(crl -> isLate(crl, now))
                .map(crl ->
                        "%s is past the middle of its life and was not renewed; it is good until %s."
                                .formatted(crl.der().path(), crl.list().nextUpdate()))
                .toList();
    }

    /** {@code {"status":"ok","reasons":[]}}, with warnings if there are any. */
    public String toJson() {
        var problems = problems();
        var warnings = warnings();
        var json = new LinkedHashMap<String, Object>();
        json.put("status", problems.isEmpty() ? "ok" : "failing");
        json.put("reasons", problems);
        if (!warnings.isEmpty()) {
            json.put("warnings", warnings);
        }
        return JsonText.of(json) + "\n";
    }

    private List<String> expired(Instant now) {
        return sources.shelf().crls().stream()
                .filter(crl -> crl.expired(now))
                .map(crl ->
                        "%s passed its nextUpdate %s."
                                .formatted(crl.der().path(), crl.list().nextUpdate()))
                .toList();
    }

    private List<String> unpublished(Instant now) {
        var offer = sources.publisher().offer();
        return offer == null
                ? List.of()
                : offer.generations().stream()
                        .flatMap(generation ->
                                generation.crls().stream()
                                        .filter(crl -> isUnpublished(generation, crl, now))
                                        .map(crl ->
                                                "CRL number %d of %s/%s was signed at %s and is not published."
                                                        .formatted(
                                                                crl.number(),
                                                                generation.label(),
                                                                crl.scope(),
                                                                crl.recordedAt())))
                        .toList();
    }

    private boolean isUnpublished(OfferedGeneration generation, OfferedCrl crl, Instant now) {
        return crl.recordedAt().plus(LONGEST_SILENCE).isBefore(now)
                && sources.shelf().crls().stream()
                        .filter(one -> one.label().equals(generation.label()))
                        .filter(one -> one.scope().equals(crl.scope()))
                        .map(one -> one.list().number())
                        .noneMatch(number -> number != null && number.longValue() == crl.number());
    }

    private static boolean isLate(PublishedCrl crl, Instant now) {
        var next = crl.list().nextUpdate();
        if (next == null || crl.list().isFinal() || crl.expired(now)) {
            return false;
        }
        var life = Duration.between(crl.list().thisUpdate(), next);
        var due = life.dividedBy(2).plus(life.dividedBy(RENEWAL_PART));
        return now.isAfter(crl.list().thisUpdate().plus(due));
    }
}
