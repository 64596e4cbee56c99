package org.lineageca.publisher.operate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.distribute.Delivery;
import org.lineageca.publisher.guard.RefusalReason;
import org.lineageca.publisher.observe.Health;
import org.lineageca.publisher.observe.Observation;
import org.lineageca.publisher.observe.Outcome;
import org.lineageca.publisher.publish.PublishedCrl;
import org.lineageca.publisher.publish.Refusals;

/**
 * What the publisher is like at one instant.
 *
 * @param newest numbers of the newest CRLs in the database, by generation/scope
 * @param addresses the distribution points, by generation/scope
 */
record Report(
        Instant at,
        Instant startedAt,
        @Nullable Instant lastRead,
        Findings findings,
        List<PublishedCrl> crls,
        Map<String, Long> newest,
        Map<String, String> addresses,
        Refused refused,
        List<Delivery.State> targets,
        Observed observed) {

    /** What is wrong, and what will be. */
    record Findings(List<String> problems, List<String> warnings) {}

    /** What the guard refuses now, and how often it did since the program began. */
    record Refused(List<Refusals.Current> now, Map<RefusalReason, Long> counts) {}

    /** What is seen from outside, and how often since the program began. */
    record Observed(Collection<Observation> now, Map<Outcome, Long> counts) {}

    /** Asks everybody. */
    static Report of(
            Health.Sources sources, Health health, Instant startedAt, InstantSource clock) {
        var newest = new HashMap<String, Long>();
        var addresses = new HashMap<String, String>();
        var offer = sources.publisher().offer();
        if (offer != null) {
            for (var generation : offer.generations()) {
                for (var crl : generation.crls()) {
                    var place = generation.label() + "/" + crl.scope();
                    newest.put(place, crl.number());
                    addresses.put(place, crl.distributionPoint());
                }
            }
        }
        var files = sources.shelf().files();
        return new Report(
                clock.instant(),
                startedAt,
                sources.publisher().lastRead(),
                new Findings(health.problems(), health.warnings()),
                sources.shelf().crls(),
                newest,
                addresses,
                new Refused(sources.refusals().current(), counts(sources.refusals())),
                sources.deliveries().stream().map(one -> one.state(files)).toList(),
                new Observed(sources.observer().observations(), sources.observer().counts()));
    }

    static String place(PublishedCrl crl) {
        return crl.label() + "/" + crl.scope();
    }

    private static Map<RefusalReason, Long> counts(Refusals refusals) {
        var counts = new EnumMap<RefusalReason, Long>(RefusalReason.class);
        for (var reason : RefusalReason.values()) {
            counts.put(reason, refusals.count(reason));
        }
        return counts;
    }
}
