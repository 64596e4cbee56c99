package org.lineageca.system;

import java.time.Duration;
import java.util.Arrays;

/** How long each of many took. */
final class Latencies {

    private final long[] nanos;

    /**
     * Takes over what was measured.
     *
     * @param nanos nanoseconds, in any order, of one at least
     */
    Latencies(long[] nanos) {
        this.nanos = nanos.clone();
        Arrays.sort(this.nanos);
    }

    int count() {
        return nanos.length;
    }

    Duration median() {
        return Duration.ofNanos(nanos[nanos.length / 2]);
    }

    /** Such a share of them, between 0 and 1, took no longer. */
    Duration percentile(double share) {
        return Duration.ofNanos(nanos[(int) (nanos.length * share)]);
    }

    /** The median and a percentile, for a table. */
    String text(int percent) {
        return "p50 %.1f ms, p%d %.1f ms"
                .formatted(
                        median().toNanos() / 1e6,
                        percent,
                        percentile(percent / 100.0).toNanos() / 1e6);
    }
}
