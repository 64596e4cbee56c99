package org.lineageca.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;

/**
 * Everything at once that programs may be killed in: certificates one by one, in batches, revoked,
 * held and released, revoked by lists that two officers decide on, CRLs. Who is not answered, or is
 * told to come again, asks again; what was acknowledged is remembered.
 */
final class KilledLoad implements AutoCloseable {

    private static final int MACHINES = 3;
    private static final int REQUESTS = 64;
    private static final int OF_A_BATCH = 60;
    private static final int OF_A_LIST = 15;
    private static final Duration BETWEEN_CRLS = Duration.ofMillis(700);
    private static final Duration BETWEEN_BATCHES = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LISTS = Duration.ofSeconds(8);
    private static final Duration ASK_AGAIN = Duration.ofMillis(40);
    private static final Set<Integer> COME_AGAIN = Set.of(429, 503);

    /** What must be on record of a certificate. */
    enum Told {
        GOOD,
        REVOKED,
        /** Somebody was asked to change it and did not answer yet. */
        EITHER
    }

    /** A certificate that was acknowledged. */
    static final class Acknowledged {
        final List<X509Certificate> chain;
        volatile Told told = Told.GOOD;

        private Acknowledged(List<X509Certificate> chain) {
            this.chain = chain;
        }

        String serial() {
            return chain.getFirst().getSerialNumber().toString(16);
        }
    }

    private final MachineClient machine;
    private final MachineClient officer;
    private final MachineClient secondOfficer;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ReentrantReadWriteLock looking = new ReentrantReadWriteLock(true);
    private final AtomicInteger hosts = new AtomicInteger();
    private final AtomicLong issued = new AtomicLong();
    private final AtomicLong revoked = new AtomicLong();
    private final AtomicInteger lists = new AtomicInteger();
    private final Map<String, Acknowledged> certificates = new ConcurrentHashMap<>();
    private final Queue<Acknowledged> forLists = new ConcurrentLinkedQueue<>();
    private final Queue<Long> crlNumbers = new ConcurrentLinkedQueue<>();
    private final Queue<Long> batches = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final String generation;
    private final CountDownLatch stopping = new CountDownLatch(1);

    KilledLoad(Installation lineage) {
        this.machine = new MachineClient(lineage);
        this.officer = new MachineClient(lineage, "officer");
        this.secondOfficer = new MachineClient(lineage, "second-officer");
        this.generation = Traffic.generation(machine, "tls-servers").path("label").asText();
    }

    void start() {
        for (var i = 0; i < MACHINES; i++) {
            again(Duration.ZERO, this::issueSome);
        }
        again(BETWEEN_CRLS, this::issueCrl);
        again(BETWEEN_BATCHES, this::issueBatch);
        again(BETWEEN_LISTS, this::revokeList);
    }

    /** How often a certificate was issued and acknowledged. */
    long issued() {
        return issued.get();
    }

    /** How often a revocation, hold or release was acknowledged. */
    long revoked() {
        return revoked.get();
    }

    /** How many lists were revoked to their end. */
    int lists() {
        return lists.get();
    }

    /** Batches that were started. */
    List<Long> batches() {
        return List.copyOf(batches);
    }

    List<Long> crlNumbers() {
        return List.copyOf(crlNumbers);
    }

    /** The label of the generation that issues. */
    String generation() {
        return generation;
    }

    /** Answers that must not be given, whatever is broken. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Looks at what was acknowledged, while nobody asks for single certificates. */
    <T> T look(Look<T> look) throws IOException, InterruptedException, SQLException {
        looking.writeLock().lock();
        try {
            return look.at(List.copyOf(certificates.values()));
        } finally {
            looking.writeLock().unlock();
        }
    }

    interface Look<T> {
        T at(List<Acknowledged> certificates)
                throws IOException, InterruptedException, SQLException;
    }

    /** Begins nothing more and brings to an end what was begun. */
    void stop() throws InterruptedException {
        stopping.countDown();
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
            wrong.add("what was begun did not come to an end within five minutes");
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        threads.shutdownNow();
        machine.close();
        officer.close();
        secondOfficer.close();
    }

    private interface Work {
        void run() throws IOException, InterruptedException, GeneralSecurityException;
    }

    private void again(Duration pause, Work work) {
        threads.execute(() -> {
            try {
                do {
                    work.run();
                } while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                wrong.add(e.toString());
            }
        });
    }

    private void issueSome() throws IOException, InterruptedException, GeneralSecurityException {
        for (var request : ServerRequests.make("single" + hosts.getAndIncrement(), REQUESTS)) {
            looking.readLock().lock();
            try {
                if (stopping.getCount() == 0) {
                    return;
                }
                issue(pem(request));
            } finally {
                looking.readLock().unlock();
            }
        }
    }

    private void issue(String request)
            throws IOException, InterruptedException, GeneralSecurityException {
        var response = answered(() -> machine.issue(request));
        // The certificate was on record when its answer was lost.
        if (response.statusCode() == 409 && response.body().contains("problem:duplicate")) {
            return;
        }
        require(response, 201);
        var certificate = new Acknowledged(MachineClient.certificates(response.body()));
        if (certificates.putIfAbsent(certificate.serial(), certificate) != null) {
            wrong.add("serial number " + certificate.serial() + " was given twice");
        }
        switch ((int) (issued.incrementAndGet() % 4)) {
            case 0 -> revoke(certificate, "superseded");
            case 1 -> revoke(certificate, "certificateHold");
            case 2 -> forLists.add(certificate);
            default -> {
                revoke(certificate, "certificateHold");
                release(certificate);
            }
        }
    }

    private void revoke(Acknowledged certificate, String reason)
            throws IOException, InterruptedException {
        certificate.told = Told.EITHER;
        require(answered(() -> machine.revoke(certificate.serial(), reason)), 201, 200);
        certificate.told = Told.REVOKED;
        revoked.incrementAndGet();
    }

    private void release(Acknowledged certificate) throws IOException, InterruptedException {
        certificate.told = Told.EITHER;
        var body = "{\"certificate\":\"%s\",\"because\":\"found\"}".formatted(certificate.serial());
        require(
                answered(() -> machine.post("/revocations/release", "application/json", body)),
                200);
        certificate.told = Told.GOOD;
        revoked.incrementAndGet();
    }

    private void issueCrl() throws IOException, InterruptedException {
        var response = answered(() -> machine.issueCrls(generation));
        require(response, 201);
        for (var crl : MachineClient.json(response)) {
            crlNumbers.add(crl.path("number").asLong());
        }
    }

    private void issueBatch() throws IOException, InterruptedException {
        var batch = ask(machine, "/issue-batches", "{\"profile\":\"tls-server\"}").path("batch");
        var path = "/issue-batches/" + batch.asLong();
        var requests =
                ServerRequests.make("batch" + hosts.getAndIncrement(), OF_A_BATCH).stream()
                        .map(request -> '"' + pem(request).replace("\n", "\\n") + '"')
                        .collect(Collectors.joining(","));
        var _ = ask(machine, path + "/requests", "{\"requests\":[%s]}".formatted(requests));
        var _ = ask(machine, path + "/start", "{}");
        batches.add(batch.asLong());
    }

    private void revokeList() throws IOException, InterruptedException {
        if (forLists.size() < OF_A_LIST) {
            return;
        }
        var listed = forLists.stream().limit(OF_A_LIST).toList();
        forLists.removeAll(listed);
        var serials =
                listed.stream()
                        .map(certificate -> '"' + certificate.serial() + '"')
                        .collect(Collectors.joining(","));
        var path =
                "/revocations/batches/"
                        + ask(
                                        officer,
                                        "/revocations/batches",
                                        "{\"certificates\":[%s]}".formatted(serials))
                                .path("batch")
                                .path("batch")
                                .asLong();
        listed.forEach(certificate -> certificate.told = Told.EITHER);
        var act = ask(officer, path + "/revocation", "{\"reason\":\"superseded\"}");
        var actPath = "/acts/" + act.path("act").asLong();
        approve(actPath, act.path("sha256").asText());
        awaitDone(actPath);
        listed.forEach(certificate -> certificate.told = Told.REVOKED);
        revoked.addAndGet(OF_A_LIST);
        lists.incrementAndGet();
    }

    /**
     * Refused where it was approved before and the answer was lost: then it goes on all the same.
     */
    private void approve(String act, String sha256) throws IOException, InterruptedException {
        var body = "{\"sha256\":\"%s\"}".formatted(sha256);
        var response =
                answered(() -> secondOfficer.post(act + "/approval", "application/json", body));
        require(response, 200, 409);
    }

    private void awaitDone(String act) throws IOException, InterruptedException {
        while (true) {
            var response = answered(() -> officer.fetch(act));
            require(response, 200);
            var state = MachineClient.json(response).path("state").asText();
            if (state.equals("Done")) {
                return;
            }
            if (!state.equals("Approved")) {
                throw new IOException(act + " is " + state);
            }
            Thread.sleep(ASK_AGAIN.multipliedBy(5));
        }
    }

    private JsonNode ask(MachineClient who, String path, String body)
            throws IOException, InterruptedException {
        var response = answered(() -> who.post(path, "application/json", body));
        require(response, 200, 201, 202);
        return MachineClient.json(response);
    }

    private interface Question {
        HttpResponse<String> ask() throws IOException, InterruptedException;
    }

    /** Asks until somebody answers with more than that one may come again. */
    private static HttpResponse<String> answered(Question question) throws InterruptedException {
        while (true) {
            try {
                var response = question.ask();
                if (!COME_AGAIN.contains(response.statusCode())) {
                    return response;
                }
            } catch (IOException nobodyIsThere) {
                // It was killed, or is not back yet.
            }
            Thread.sleep(ASK_AGAIN);
        }
    }

    private static void require(HttpResponse<String> response, Integer... statuses)
            throws IOException {
        if (!Set.of(statuses).contains(response.statusCode())) {
            throw new IOException(
                    "%s was answered by %d %s"
                            .formatted(response.uri(), response.statusCode(), response.body()));
        }
    }

    private static String pem(byte[] request) {
        return "-----BEGIN CERTIFICATE REQUEST-----\n%s\n-----END CERTIFICATE REQUEST-----"
                .formatted(Base64.getEncoder().encodeToString(request));
    }
}
