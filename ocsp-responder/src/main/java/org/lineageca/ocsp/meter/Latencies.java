package org.lineageca.ocsp.meter;

import java.util.concurrent.atomic.LongAdder;

/**
 * How long things took, counted in buckets: four to each doubling, from four microseconds to
 * seventeen seconds.
 */
final class Latencies {

    /** The bucket of 2^12 ns and less is the first. */
    static final int FIRST_EXPONENT = 12;

    private static final int LAST_EXPONENT = 34;
    private static final int PARTS_BITS = 2;

    /** How many buckets lie between a power of two and the next. */
    static final int PARTS = 1 << PARTS_BITS;

    static final int BUCKETS = (LAST_EXPONENT - FIRST_EXPONENT) * PARTS;

    private final LongAdder[] counts = new LongAdder[BUCKETS];
    private final LongAdder sum = new LongAdder();

    Latencies() {
        for (var i = 0; i < BUCKETS; i++) {
            counts[i] = new LongAdder();
        }
    }

    void add(long nanos) {
        counts[bucket(nanos)].increment();
        sum.add(nanos);
    }

    LatencyCounts counts() {
        var copy = new long[BUCKETS];
        for (var i = 0; i < BUCKETS; i++) {
            copy[i] = counts[i].sum();
        }
        return new LatencyCounts(copy, sum.sum());
    }

    static int bucket(long nanos) {
        if (nanos < 1L << FIRST_EXPONENT) {
            return 0;
        }
        var exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        var part = (int) (nanos >>> (exponent - PARTS_BITS)) & (PARTS - 1);
        return Math.min(BUCKETS - 1, (exponent - FIRST_EXPONENT) * PARTS + part);
    }

    /** Where a bucket begins, in nanoseconds; where the one before it ends. */
    static long lowerBound(int bucket) {
        var exponent = FIRST_EXPONENT + bucket / PARTS;
        return (long) (PARTS + bucket % PARTS) << (exponent - PARTS_BITS);
    }
}
