package org.lineageca.system;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Machines that ask for certificates at the same time, each over the connection it keeps. */
final class KeptConnections implements AutoCloseable {

    /**
     * How a load was answered.
     *
     * @param time from its beginning to the last answer
     */
    record Load(Duration time, Latencies latencies) {

        double perSecond() {
            return latencies.count() * 1e9 / time.toNanos();
        }

        /** For a table. */
        String text() {
            return "%,.0f/s, %s".formatted(perSecond(), latencies.text(99));
        }
    }

    private final List<KeptConnection> connections;

    private KeptConnections(List<KeptConnection> connections) {
        this.connections = connections;
    }

    static KeptConnections open(Installation lineage, int number) throws IOException {
        var connections = new ArrayList<KeptConnection>();
        for (var i = 0; i < number; i++) {
            connections.add(KeptConnection.open(lineage));
        }
        return new KeptConnections(connections);
    }

    /** Each connection sends the next one as soon as it has an answer. */
    Load send(List<byte[]> requests) {
        return send(requests, 0);
    }

    /**
     * One is due after the other at an even pace, whether or not those before it are answered.
     * Latency begins when it is due, so that to wait for a connection counts, too.
     */
    Load sendEvenly(List<byte[]> requests, double perSecond) {
        return send(requests, 1e9 / perSecond);
    }

    /**
     * Sends.
     *
     * @param pause nanoseconds from one to the next; 0 for none
     */
    private Load send(List<byte[]> requests, double pause) {
        var next = new AtomicInteger();
        var nanos = new long[requests.size()];
        var begin = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(connections.size())) {
            var ends = new ArrayList<CompletableFuture<Void>>();
            for (var connection : connections) {
                ends.add(
                        CompletableFuture.runAsync(
                                () -> {
                                    int i;
                                    while ((i = next.getAndIncrement()) < nanos.length) {
                                        var due = pause == 0 ? 0 : begin + (long) (i * pause);
                                        nanos[i] = send(connection, requests.get(i), due);
                                    }
                                },
                                threads));
            }
            ends.forEach(CompletableFuture::join);
        }
        return new Load(Duration.ofNanos(System.nanoTime() - begin), new Latencies(nanos));
    }

    /**
     * Sends one and waits for the answer.
     *
     * @param due when, by {@link System#nanoTime}; 0 for now
     * @return nanoseconds from then to the answer
     */
    private static long send(KeptConnection connection, byte[] request, long due) {
        for (var left = due - System.nanoTime(); due != 0 && left > 0; ) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
        var begin = due == 0 ? System.nanoTime() : due;
        connection.issue(request);
        return System.nanoTime() - begin;
    }

    @Override
    public void close() throws IOException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
