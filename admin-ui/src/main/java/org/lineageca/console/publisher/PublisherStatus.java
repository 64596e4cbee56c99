package org.lineageca.console.publisher;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher says of itself.
 *
 * @param well whether nothing at all is wrong
 * @param databaseReadAt null if it never was
 * @param takesOrders whether it can be told to roll back
 */
record PublisherStatus(
        boolean well,
        Instant startedAt,
        @Nullable Instant databaseReadAt,
        boolean takesOrders,
        List<String> problems,
        List<String> warnings,
        List<Scope> scopes,
        List<Target> targets,
        List<Refusal> refusals) {

    /**
     * A CRL that relying parties are given.
     *
     * @param generation label of
     * @param place of the CRL, such as {@code shard-3-delta}
     * @param newest number in the database; null where that is not known
     * @param nextUpdate null where the CRL has none
     * @param seen null until it was looked at
     */
    record Scope(
            String generation,
            String place,
            long number,
            @Nullable Long newest,
            long entries,
            long octets,
            Instant thisUpdate,
            @Nullable Instant nextUpdate,
            boolean isFinal,
            @Nullable Observation seen) {}

    /** What was seen from outside. */
    record Observation(String outcome, Instant at, String sentence) {}

    /**
     * Where published files are put.
     *
     * @param missing files that are not there as they are published
     * @param nextAttempt null where nothing failed
     */
    record Target(
            String name,
            String kind,
            long missing,
            Duration lag,
            long stored,
            long failed,
            @Nullable Instant nextAttempt,
            List<String> problems) {
        Target {
            problems = List.copyOf(problems);
        }
    }

    /** What the guard does not let out now. */
    record Refusal(String place, String what, String reason, String why, Instant examinedAt) {}

    PublisherStatus {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        scopes = List.copyOf(scopes);
        targets = List.copyOf(targets);
        refusals = List.copyOf(refusals);
    }
}
