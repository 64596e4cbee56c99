package org.lineageca.ocsp.meter;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/** How long things took up to some time, or between two times. */
public final class LatencyCounts {

    private final long[] counts;
    private final long sum;

    LatencyCounts(long[] counts, long sum) {
        this.counts = counts;
        this.sum = sum;
    }

    /** How many there were. */
    public long total() {
        return LongStream.of(counts).sum();
    }

    /** How long they took together. */
    public Duration sum() {
        return Duration.ofNanos(sum);
    }

    /**
     * How many took no longer than 2^{@code exponent} nanoseconds.
     *
     * @param exponent from {@link #leastExponent} to {@link #greatestExponent}
     */
    public long within(int exponent) {
        var end = (exponent - Latencies.FIRST_EXPONENT) * Latencies.PARTS;
        return Arrays.stream(counts, 0, end).sum();
    }

    public static int leastExponent() {
        return Latencies.FIRST_EXPONENT + 1;
    }

    /** The last bucket has no end, so that what is within it is not known. */
    public static int greatestExponent() {
        return Latencies.FIRST_EXPONENT + Latencies.BUCKETS / Latencies.PARTS - 1;
    }

    /** Those that came after the others were counted. */
    public LatencyCounts since(LatencyCounts earlier) {
        var difference = new long[counts.length];
        for (var i = 0; i < counts.length; i++) {
            difference[i] = counts[i] - earlier.counts[i];
        }
        return new LatencyCounts(difference, sum - earlier.sum);
    }

    /** Both together. */
    public LatencyCounts and(LatencyCounts other) {
        var both = new long[counts.length];
        for (var i = 0; i < counts.length; i++) {
            both[i] = counts[i] + other.counts[i];
        }
        return new LatencyCounts(both, sum + other.sum);
    }

    /**
     * What a part of them did not exceed, to a quarter of itself; empty if there were none.
     *
     * @param part above 0, up to 1
     */
    public Optional<Duration> percentile(double part) {
        var total = total();
        if (total == 0) {
            return Optional.empty();
        }
        var rank = part * total;
        var before = 0L;
        for (var i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && before + counts[i] >= rank) {
                var low = i == 0 ? 0 : Latencies.lowerBound(i);
                var width = Latencies.lowerBound(i + 1) - low;
                return Optional.of(
                        Duration.ofNanos(low + (long) (width * (rank - before) / counts[i])));
            }
            before += counts[i];
        }
        return Optional.of(Duration.ofNanos(Latencies.lowerBound(counts.length)));
    }
}
