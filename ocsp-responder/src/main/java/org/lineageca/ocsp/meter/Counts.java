package org.lineageca.ocsp.meter;

import java.util.EnumMap;
import java.util.Map;

/**
 * What happened from the start of the program to some time, or between two times.
 *
 * @param requests by what came of them
 * @param fromCache how long answers took that were in the cache
 * @param signedFor how long answers took that were signed while their askers waited
 * @param refusals how long errors took
 * @param signatures how long the signer took for each
 * @param notSigned how often it gave none
 * @param connectionsRefused because there were too many
 */
public record Counts(
        Map<Outcome, Long> requests,
        LatencyCounts fromCache,
        LatencyCounts signedFor,
        LatencyCounts refusals,
        LatencyCounts signatures,
        long notSigned,
        long connectionsRefused) {

    public Counts {
        requests = Map.copyOf(requests);
    }

    public long requests(Outcome outcome) {
        return requests.getOrDefault(outcome, 0L);
    }

    /** What happened after the others were counted. */
    Counts since(Counts earlier) {
        var difference = new EnumMap<Outcome, Long>(Outcome.class);
        for (var outcome : Outcome.values()) {
            difference.put(outcome, requests(outcome) - earlier.requests(outcome));
        }
        return new Counts(
                difference,
                fromCache.since(earlier.fromCache),
                signedFor.since(earlier.signedFor),
                refusals.since(earlier.refusals),
                signatures.since(earlier.signatures),
                notSigned - earlier.notSigned,
                connectionsRefused - earlier.connectionsRefused);
    }
}
