package org.lineageca.ocsp.meter;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts what it is told; threads that count at once do not wait for each other. */
public final class CountingMeter implements ResponderMeter {

    private final Map<Outcome, LongAdder> requests = new EnumMap<>(Outcome.class);
    private final Latencies fromCache = new Latencies();
    private final Latencies signedFor = new Latencies();
    private final Latencies refusals = new Latencies();
    private final Latencies signatures = new Latencies();
    private final LongAdder notSigned = new LongAdder();
    private final LongAdder opened = new LongAdder();
    private final LongAdder closed = new LongAdder();
    private final LongAdder refused = new LongAdder();

    public CountingMeter() {
        for (var outcome : Outcome.values()) {
            requests.put(outcome, new LongAdder());
        }
    }

    @Override
    public void answered(Outcome outcome, boolean fromCache, long nanos) {
        adder(outcome).increment();
        if (!outcome.isAnswer()) {
            refusals.add(nanos);
        } else if (fromCache) {
            this.fromCache.add(nanos);
        } else {
            signedFor.add(nanos);
        }
    }

    private LongAdder adder(Outcome outcome) {
        return Objects.requireNonNull(requests.get(outcome));
    }

    @Override
    public void signed(long nanos) {
        signatures.add(nanos);
    }

    @Override
    public void notSigned() {
        notSigned.increment();
    }

    @Override
    public void connectionOpened() {
        opened.increment();
    }

    @Override
    public void connectionClosed() {
        closed.increment();
    }

    @Override
    public void connectionRefused() {
        refused.increment();
    }

    /** All since the start. */
    public Counts counts() {
        var byOutcome = new EnumMap<Outcome, Long>(Outcome.class);
        for (var outcome : Outcome.values()) {
            byOutcome.put(outcome, adder(outcome).sum());
        }
        return new Counts(
                byOutcome,
                fromCache.counts(),
                signedFor.counts(),
                refusals.counts(),
                signatures.counts(),
                notSigned.sum(),
                refused.sum());
    }

    /** How many connections are open. */
    public long connections() {
        return Math.max(0, opened.sum() - closed.sum());
    }
}
