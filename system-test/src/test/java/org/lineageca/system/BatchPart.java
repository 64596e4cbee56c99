package org.lineageca.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Certificates that a machine asks for together. */
final class BatchPart {

    /** The unexpired population of the largest public CA, replaced within a day. */
    private static final int DEMANDED = 2_640;

    private static final double LEAST_RATIO = 0.4;

    /** So much more than would take long enough at the rate before. */
    private static final double MARGIN = 1.15;

    /** How many requests go with one call. */
    private static final int TOGETHER = 500;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final IssueBench.Bench bench;
    private final MachineClient machine;

    private BatchPart(IssueBench.Bench bench, MachineClient machine) {
        this.bench = bench;
        this.machine = machine;
    }

    static void measure(IssueBench.Bench bench)
            throws IOException, InterruptedException, SQLException {
        try (var machine = new MachineClient(bench.lineage())) {
            new BatchPart(bench, machine).measure();
        }
    }

    /**
     * Issues a batch that is not measured.
     *
     * @param what stands in the names of its hosts
     * @return its number
     */
    static long issue(IssueBench.Bench bench, String what, int number)
            throws IOException, InterruptedException, SQLException {
        try (var machine = new MachineClient(bench.lineage())) {
            return new BatchPart(bench, machine).issue(what, number).batch();
        }
    }

    /**
     * A batch that was issued.
     *
     * @param batch its number
     * @param number of certificates
     * @param seconds from its start to its end
     */
    private record Issued(long batch, int number, double seconds, String processorTimes) {
        double perSecond() {
            return number / seconds;
        }
    }

    private void measure() throws IOException, InterruptedException, SQLException {
        var sustained = bench.options().number("sustained");
        var issued = issue("batch-0", bench.options().number("warmup"));
        var again = 0;
        // While the compilers are at work each is faster than the one before.
        do {
            var enough = (int) (issued.perSecond() * sustained * MARGIN);
            issued = issue("batch-" + ++again, Math.max(issued.number(), enough));
        } while (issued.seconds() < sustained);
        bench.table()
                .row(
                        "certificates of a batch, each recorded, audited and with status",
                        "%,.0f/s for %,.0f s".formatted(issued.perSecond(), issued.seconds()),
                        issued.perSecond() / Math.min(DEMANDED, LEAST_RATIO * bench.signer()),
                        "at least 1 of %,d/s, or of %.1f of the signer alone"
                                .formatted(DEMANDED, LEAST_RATIO));
        bench.table().row("processor time for each of them", issued.processorTimes());
    }

    private Issued issue(String what, int number)
            throws IOException, InterruptedException, SQLException {
        var path =
                "/issue-batches/"
                        + ask("/issue-batches", "{\"profile\":\"tls-server\"}")
                                .path("batch")
                                .asLong();
        bench.step("%,d requests are put on a batch".formatted(number));
        fill(path, ServerRequests.make(what, number));
        bench.step("the batch is issued");
        var programs = bench.lineage().processes();
        var before = ProcessorTimes.of(programs);
        var begin = System.nanoTime();
        ask(path + "/start", "{}");
        var batch = awaitEnd(path);
        var seconds = (System.nanoTime() - begin) / 1e9;
        var taken = ProcessorTimes.of(programs).since(before);
        requireEach(batch, number);
        return new Issued(batch.path("batch").asLong(), number, seconds, taken.each(number));
    }

    private void fill(String path, List<byte[]> requests) {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var ends =
                    IntStream.range(0, (requests.size() + TOGETHER - 1) / TOGETHER)
                            .mapToObj(part ->
                                    requests.subList(
                                            part * TOGETHER,
                                            Math.min(requests.size(), (part + 1) * TOGETHER)))
                            .map(part -> CompletableFuture.runAsync(() -> add(path, part), threads))
                            .toList();
            ends.forEach(CompletableFuture::join);
        }
    }

    private void add(String path, List<byte[]> requests) {
        var pem =
                requests.stream()
                        .map(der ->
                                "\"-----BEGIN CERTIFICATE REQUEST-----\\n%s\\n-----END CERTIFICATE REQUEST-----\""
                                        .formatted(Base64.getEncoder().encodeToString(der)))
                        .collect(Collectors.joining(","));
        var added = ask(path + "/requests", "{\"requests\":[%s]}".formatted(pem));
        if (added.path("added").asInt() != requests.size()) {
            throw new IllegalStateException(added.toString());
        }
    }

    private JsonNode ask(String path, String body) {
        try {
            var answer = machine.post(path, "application/json", body);
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(answer.body());
            }
            return MachineClient.json(answer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode awaitEnd(String path) throws InterruptedException {
        while (true) {
            var batch = machine.get(path);
            if (!batch.path("state").asText().equals("running")) {
                return batch;
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    /** On record, in the audit trail twice, and with a status, which is that of its record. */
    private void requireEach(JsonNode batch, int number) throws IOException, SQLException {
        try (var owner = new InstallationDatabase(bench.lineage().data()).owner();
                var statement = owner.createStatement();
                var counts =
                        statement.executeQuery(
                                """
                                SELECT count(signed.serial), (SELECT count(*) FROM audit_event WHERE actor = 'issue batch %1$d'
                                    AND kind IN ('CertificateIntended', 'CertificateRecorded'))
                                FROM issue_batch_intent JOIN certificate USING (generation_id, serial)
                                JOIN signed_certificate AS signed USING (generation_id, serial) WHERE batch_id = %1$d
                                """
                                        .formatted(batch.path("batch").asLong()))) {
            counts.next();
            if (batch.path("issued").asInt() != number
                    || counts.getInt(1) != number
                    || counts.getInt(2) < 2 * number) {
                throw new IllegalStateException(
                        "%s: %d recorded, %d audit events"
                                .formatted(batch, counts.getInt(1), counts.getInt(2)));
            }
        }
    }
}
