package org.lineageca.system;

import java.io.IOException;
import java.time.Duration;

/** Certificates that machines ask for one by one over REST. */
final class SinglePart {

    private static final double LEAST_RATIO = 0.3;
    private static final Duration LONGEST = Duration.ofMillis(50);

    private final IssueBench.Bench bench;
    private final KeptConnections machines;

    private SinglePart(IssueBench.Bench bench, KeptConnections machines) {
        this.bench = bench;
        this.machines = machines;
    }

    static void measure(IssueBench.Bench bench) throws IOException {
        try (var machines = KeptConnections.open(bench.lineage(), IssueBench.CLIENTS)) {
            new SinglePart(bench, machines).measure();
        }
    }

    private void measure() {
        var rate = warmUp();
        var fast = ServerRequests.make("fast", requests(rate));
        bench.step("certificates over REST, as fast as they are answered");
        var programs = bench.lineage().processes();
        var before = ProcessorTimes.of(programs);
        var load = machines.send(fast);
        var taken = ProcessorTimes.of(programs).since(before);

        var smaller = Math.min(bench.signer(), bench.commits());
        bench.table()
                .row(
                        "certificates over REST, one by one, %d clients"
                                .formatted(IssueBench.CLIENTS),
                        load.text(),
                        load.perSecond() / smaller,
                        "at least %.1f of the smaller of the two".formatted(LEAST_RATIO));
        bench.table().row("processor time for each", taken.each(load.latencies().count()));
        evenly(Math.min(load.perSecond(), LEAST_RATIO * smaller) / 2);
    }

    /** Until the compilers of the programs have done most of their work; the rate at its end. */
    private double warmUp() {
        bench.step("warming up");
        var requests = ServerRequests.make("warm", bench.options().number("warmup"));
        var _ = machines.send(requests.subList(0, requests.size() * 3 / 4));
        return machines.send(requests.subList(requests.size() * 3 / 4, requests.size()))
                .perSecond();
    }

    private void evenly(double rate) {
        var even = ServerRequests.make("even", requests(rate));
        bench.step("certificates over REST at an even pace");
        var load = machines.sendEvenly(even, rate);
        bench.table()
                .row(
                        "the same at half of that, or of what is demanded: %,.0f/s".formatted(rate),
                        load.text(),
                        load.latencies().percentile(0.99).toNanos() / (double) LONGEST.toNanos(),
                        "p99 at most 1 of %d ms".formatted(LONGEST.toMillis()));
    }

    private int requests(double perSecond) {
        return (int) Math.max(100, perSecond * bench.load().toSeconds());
    }
}
