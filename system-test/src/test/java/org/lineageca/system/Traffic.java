package org.lineageca.system;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Machines that have certificates and CRLs issued and revoke some, while a server farm fetches the
 * CRL; and what they were told.
 *
 * <p>A request that was not answered may have been carried out or not: nothing is concluded from
 * it.
 */
final class Traffic implements AutoCloseable {

    private static final int CREATED = 201;
    private static final int UNAVAILABLE = 503;
    private static final int MACHINES = 2;

    private final Shell shell;
    private final MachineClient machine;
    private final RelyingParty relyingParty;
    private final HttpClient farm =
            HttpClient.newBuilder().connectTimeout(Duration.ofMinutes(1)).build();
    private final String generation;
    private final URI crl;
    private final X509Certificate issuer;

    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, List<X509Certificate>> issued = new ConcurrentHashMap<>();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final Set<String> perhapsRevoked = ConcurrentHashMap.newKeySet();
    private final Queue<Long> crlNumbers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unserved = new AtomicInteger();
    private final Queue<String> postponed = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Set<String> checked = ConcurrentHashMap.newKeySet();
    private volatile BigInteger served = BigInteger.ZERO;
    private ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(0);

    Traffic(Installation lineage) {
        this.shell = lineage.shell();
        this.machine = new MachineClient(lineage);
        this.relyingParty = new RelyingParty(lineage);
        shell.run(
                        "openssl",
                        "genpkey",
                        "-algorithm",
                        "EC",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-out",
                        "traffic-key.pem")
                .succeeded();
        var issuing = generation(machine, "tls-servers");
        this.generation = issuing.path("label").asText();
        this.crl = URI.create(issuing.path("crl").asText());
        this.issuer = certificate(URI.create(issuing.path("caIssuers").asText()));
    }

    static com.fasterxml.jackson.databind.JsonNode generation(MachineClient machine, String role) {
        for (var generation : machine.get("/generations")) {
            if (generation.path("lineage").asText().equals(role)) {
                return generation;
            }
        }
        throw new AssertionError("no generation of lineage " + role);
    }

    /** Goes on until it is stopped. */
    void start() {
        threads = new ScheduledThreadPoolExecutor(MACHINES + 2);
        for (var i = 0; i < MACHINES; i++) {
            every(Duration.ofMillis(80), this::issueAndPerhapsRevoke);
        }
        every(Duration.ofMillis(500), this::issueCrl);
        every(Duration.ofMillis(40), this::fetchCrl);
    }

    /** How many certificates were acknowledged. */
    int issued() {
        return issued.size();
    }

    /** How many revocations were acknowledged. */
    int revoked() {
        return revoked.size();
    }

    /** Why requests were told to come again. */
    List<String> postponed() {
        return List.copyOf(postponed);
    }

    /** The certificates that were acknowledged until now. */
    List<X509Certificate> leaves() {
        return issued.values().stream().map(List::getFirst).toList();
    }

    /** How often the CRL was asked for and nobody answered. */
    int unserved() {
        return unserved.get();
    }

    /** Answers that must not be given, whatever is broken. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** The numbers of the CRLs that were acknowledged, in that order. */
    List<Long> crlNumbers() {
        return List.copyOf(crlNumbers);
    }

    /** The number of the CRL that is served now. */
    long served() throws InterruptedException, GeneralSecurityException {
        fetchCrl();
        return served.longValueExact();
    }

    /** Stops asking and waits for the last answers. */
    void stop() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(3, TimeUnit.MINUTES)) {
                throw new AssertionError("a request was not answered within three minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Those of the certificates not checked before that are recorded or answered otherwise than
     * they were acknowledged.
     */
    List<String> lostSinceLastCheck() {
        var serials = issued.keySet().stream().filter(serial -> !checked.contains(serial)).toList();
        var lost = lost(serials);
        checked.addAll(serials);
        return lost;
    }

    /** The same of all certificates. */
    List<String> lost() {
        return lost(List.copyOf(issued.keySet()));
    }

    private List<String> lost(List<String> serials) {
        var lost = new ArrayList<String>();
        for (var serial : serials) {
            var record = machine.get("/certificates/" + serial).path(0).path("status").asText();
            var answer = relyingParty.status(issued.getOrDefault(serial, List.of()));
            var possible =
                    revoked.contains(serial)
                            ? Set.of("revoked")
                            : perhapsRevoked.contains(serial)
                                    ? Set.of("good", "revoked")
                                    : Set.of("good");
            if (!possible.contains(record) || !answer.equals(record)) {
                lost.add(
                        "%s: acknowledged as %s, recorded as %s, by OCSP %s"
                                .formatted(serial, possible, record, answer));
            }
        }
        return lost;
    }

    @Override
    public void close() {
        stop();
        machine.close();
        farm.shutdownNow();
    }

    private interface Action {
        void run() throws IOException, InterruptedException, GeneralSecurityException;
    }

    private void every(Duration pause, Action action) {
        var _ =
                threads.scheduleWithFixedDelay(
                        () -> {
                            try {
                                action.run();
                            } catch (IOException notAnswered) {
                                // Nobody is there: whoever asks comes again.
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } catch (GeneralSecurityException
                                    | RuntimeException
                                    | AssertionError e) {
                                wrong.add(e.toString());
                            }
                        },
                        0,
                        pause.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void issueAndPerhapsRevoke()
            throws IOException, InterruptedException, GeneralSecurityException {
        var number = next.incrementAndGet();
        var response = machine.issue(request("host-%d.example".formatted(number)));
        if (!isDone(response)) {
            return;
        }
        var chain = MachineClient.certificates(response.body());
        var serial = chain.getFirst().getSerialNumber().toString(16);
        if (issued.putIfAbsent(serial, chain) != null) {
            wrong.add("serial number " + serial + " was given twice");
        }
        if (number % 2 == 0) {
            perhapsRevoked.add(serial);
            if (isDone(machine.revoke(serial, "superseded"))) {
                revoked.add(serial);
            }
        }
    }

    private void issueCrl() throws IOException, InterruptedException {
        var response = machine.issueCrls(generation);
        if (isDone(response)) {
            for (var crl : MachineClient.json(response)) {
                if (crl.path("generation").asText().equals(generation)) {
                    crlNumbers.add(crl.path("number").asLong());
                }
            }
        }
    }

    private void fetchCrl() throws InterruptedException, GeneralSecurityException {
        HttpResponse<byte[]> response;
        try {
            response =
                    farm.send(
                            HttpRequest.newBuilder(crl).timeout(Duration.ofMinutes(1)).build(),
                            BodyHandlers.ofByteArray());
        } catch (IOException notServed) {
            unserved.incrementAndGet();
            return;
        }
        if (response.statusCode() != 200) {
            wrong.add("the CRL was answered by " + response.statusCode());
            return;
        }
        var whole =
                (X509CRL)
                        CertificateFactory.getInstance("X.509")
                                .generateCRL(new ByteArrayInputStream(response.body()));
        whole.verify(issuer.getPublicKey());
        if (whole.getEncoded().length != response.body().length) {
            wrong.add("the CRL is followed by something else");
        }
        // OCTET STRING around INTEGER, both of one octet of length (RFC 5280 5.2.3).
        var extension = whole.getExtensionValue("2.5.29.20");
        var number = new BigInteger(Arrays.copyOfRange(extension, 4, extension.length));
        if (number.compareTo(served) < 0) {
            wrong.add("CRL %d was served after %d".formatted(number, served));
        }
        served = number;
    }

    private boolean isDone(HttpResponse<String> response) {
        if (response.statusCode() == CREATED) {
            return true;
        }
        postponed.add(response.body());
        if (response.statusCode() != UNAVAILABLE
                || response.headers().firstValue("Retry-After").isEmpty()
                || !response.headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .startsWith("application/problem+json")) {
            wrong.add(
                    "%s was answered by %d %s"
                            .formatted(response.uri(), response.statusCode(), response.body()));
        }
        return false;
    }

    /** A new request with the same key. */
    private String request(String host) {
        return shell.run(
                        "openssl",
                        "req",
                        "-new",
                        "-key",
                        "traffic-key.pem",
                        "-subj",
                        "/CN=" + host,
                        "-addext",
                        "subjectAltName=DNS:" + host)
                .succeeded()
                .out();
    }

    private static X509Certificate certificate(URI address) {
        try (var stream = address.toURL().openStream()) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
