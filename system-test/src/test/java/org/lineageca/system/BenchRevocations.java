package org.lineageca.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long it takes from the commit of a revocation to the first answer that says so, at several
 * responders.
 *
 * @param responders by what they read
 */
record BenchRevocations(
        BenchCertificates certificates, BenchRequests requests, Map<String, URI> responders) {

    /** CertStatus good, and the thisUpdate that follows (RFC 6960 4.2.1). */
    private static final String GOOD = "8000180f";

    /** CertStatus revoked, with the time and a reason. */
    private static final String REVOKED = "a116180f";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** From one look to the next: what is measured is no finer. */
    private static final Duration LOOK = Duration.ofMillis(1);

    /** How long each took, in ascending order. */
    record Times(List<Duration> times) {

        Duration median() {
            return times.get(times.size() / 2);
        }

        Duration worst() {
            return times.getLast();
        }
    }

    /**
     * Revokes so many certificates, one after the other.
     *
     * @return by what the responder reads
     */
    Map<String, Times> measure(int revocations)
            throws SQLException, IOException, InterruptedException {
        var times = new LinkedHashMap<String, List<Duration>>();
        responders.keySet().forEach(name -> times.put(name, new ArrayList<>()));
        var first = certificates.issued();
        // Every tenth that is issued is revoked at once.
        certificates.issue(first + 2 * revocations + 20);
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var number = first;
            for (var i = 0; i < revocations; i++) {
                number += number % 10 == 9 ? 2 : 1;
                var asked = number;
                awaitEverywhere(client, asked, GOOD);
                certificates.revoke(asked);
                awaitEverywhere(client, asked, REVOKED)
                        .forEach((name, time) ->
                                times.computeIfPresent(
                                        name,
                                        (_, all) -> {
                                            all.add(time);
                                            return all;
                                        }));
            }
        }
        var sorted = new LinkedHashMap<String, Times>();
        times.forEach((name, all) -> sorted.put(name, new Times(all.stream().sorted().toList())));
        return sorted;
    }

    /** How long it takes from now until each says so. */
    private Map<String, Duration> awaitEverywhere(HttpClient client, int number, String status)
            throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var missing = new HashSet<>(responders.keySet());
        var times = new LinkedHashMap<String, Duration>();
        while (!missing.isEmpty()) {
            for (var name : List.copyOf(missing)) {
                var uri = responders.get(name) + requests.path(number);
                if (answer(client, uri).contains(status)) {
                    times.put(name, Duration.ofNanos(System.nanoTime() - begin));
                    missing.remove(name);
                }
            }
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "certificate %d has not the status %s at %s"
                                .formatted(number, status, missing));
            }
            Thread.sleep(LOOK);
        }
        return times;
    }

    private static String answer(HttpClient client, String uri)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(uri)).build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return HexFormat.of().formatHex(response.body());
    }
}
