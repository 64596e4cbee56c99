package org.lineageca.system;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much of a responder is measured.
 *
 * @param certificates in the status tables; 10,000 at least
 * @param most certificates of another generation, where statuses are looked up too
 * @param cached answers in the cache when memory is looked at first
 * @param load how long each load lasts
 * @param connections of a client that asks for answers signed on demand
 * @param lookUps how many statuses are looked up one by one for a percentile, of which several are
 *     taken
 * @param slow how many connections trickle
 * @param rounds how often is measured what varies much, of which the median counts
 * @param parts what is measured
 */
record BenchSizes(
        int certificates,
        int most,
        int cached,
        Duration load,
        int connections,
        int lookUps,
        int slow,
        int rounds,
        Set<Part> parts) {

    /** What can be measured alone. */
    enum Part {
        /** How long it takes until a revocation shows, at the database and at copies of it. */
        REVOCATIONS,
        /** How long a status is looked up, among few and among many. */
        LOOKUPS,
        /** From the start of the program to its first answer. */
        START,
        /** Answers from the cache, and the memory they take. */
        CACHED,
        /** A good client beside slow ones. */
        SLOW,
        /** Answers that are signed when they are asked for. */
        SIGNED
    }

    static final BenchSizes REAL =
            new BenchSizes(
                    1_000_000,
                    10_000_000,
                    100_000,
                    Duration.ofSeconds(10),
                    256,
                    5_000,
                    2_000,
                    7,
                    EnumSet.allOf(Part.class));

    /** As given on the command line: --certificates=N and the like. */
    BenchSizes with(String argument) {
        var value = argument.substring(argument.indexOf('=') + 1);
        var name = argument.substring(0, argument.indexOf('=') + 1);
        if (name.equals("--parts=")) {
            return only(parts(value));
        }
        var number = Integer.parseInt(value);
        return switch (name) {
            case "--certificates=" -> with(number, most, cached, load, connections);
            case "--most=" -> with(certificates, number, cached, load, connections);
            case "--cached=" -> with(certificates, most, number, load, connections);
            case "--seconds=" ->
                    with(certificates, most, cached, Duration.ofSeconds(number), connections);
            case "--connections=" -> with(certificates, most, cached, load, number);
            default ->
                    throw new IllegalArgumentException(
                            "'%s' is none of --certificates=N, --most=N, --cached=N, --seconds=N, --connections=N, --parts=PART,…"
                                    .formatted(argument));
        };
    }

    private BenchSizes with(
            int certificates, int most, int cached, Duration load, int connections) {
        return new BenchSizes(
                certificates, most, cached, load, connections, lookUps, slow, rounds, parts);
    }

    private BenchSizes only(Set<Part> some) {
        return new BenchSizes(
                certificates, most, cached, load, connections, lookUps, slow, rounds, some);
    }

    private static Set<Part> parts(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(name -> Part.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
    }
}
