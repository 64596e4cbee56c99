package org.lineageca.ca.transparency.log;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.transparency.TransparencyLog;
import org.lineageca.octets.Octets;

/**
 * A log of certificate transparency on a free port. It checks what a real one checks ({@link
 * LogJudgement}); told so, it is slow, down or dishonest.
 */
public final class TestLog implements AutoCloseable {

    /** What it does of its own, whatever is asked. */
    public enum Conduct {
        HONEST,
        /** HTTP 503. */
        DOWN,
        /** HTTP 503, once. */
        BUSY_ONCE,
        /** Answers when it is let go. */
        SLOW,
        /** Signs another certificate than it was sent. */
        SIGNS_ANOTHER,
        /** Signs with another key than its own. */
        OTHER_KEY,
        /** Names another log. */
        OTHER_ID,
        /** Says that it is tomorrow. */
        TOMORROW,
        /** Answers something. */
        NONSENSE,
        /** Answers more than anybody would read. */
        ENDLESS
    }

    private static final Pattern CHAIN = Pattern.compile("\"([A-Za-z0-9+/=]{20,})\"");

    private final KeyPair keys;
    private final KeyPair otherKeys;
    private final LogJudgement judgement;
    private final InstantSource clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Octets, String> known = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile Conduct conduct = Conduct.HONEST;
    private final String name;
    private final String operator;
    private final TransparencyLog.@Nullable Shard shard;

    private TestLog(
            String name,
            String operator,
            KeyPair keys,
            List<X509CertificateHolder> roots,
            TransparencyLog.@Nullable Shard shard,
            InstantSource clock)
            throws GeneralSecurityException, IOException {
        this.name = name;
        this.operator = operator;
        this.keys = keys;
        this.otherKeys = TestRequests.ec("secp256r1");
        this.shard = shard;
        this.judgement = new LogJudgement(roots, shard);
        this.clock = clock;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/" + name + "/ct/v1/add-pre-chain", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** One with a key on P-256. */
    public static TestLog start(
            String name,
            String operator,
            List<Octets> roots,
            TransparencyLog.@Nullable Shard shard,
            InstantSource clock) {
        try {
            return start(name, operator, TestRequests.ec("secp256r1"), roots, shard, clock);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One with a given key. */
    public static TestLog start(
            String name,
            String operator,
            KeyPair keys,
            List<Octets> roots,
            TransparencyLog.@Nullable Shard shard,
            InstantSource clock) {
        try {
            return new TestLog(
                    name,
                    operator,
                    keys,
                    roots.stream().map(LogJudgement::certificate).toList(),
                    shard,
                    clock);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public void conduct(Conduct next) {
        conduct = next;
    }

    /** Lets go what it held back. */
    public void release() {
        released.countDown();
    }

    /** How many requests it has seen. */
    public int asked() {
        return asked.get();
    }

    /** How many precertificates it knows. */
    public int known() {
        return known.size();
    }

    /** As an installation configures it. */
    public TransparencyLog described() {
        return new TransparencyLog(
                name,
                operator,
                Octets.of(keys.getPublic().getEncoded()),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name + "/"),
                shard,
                TransparencyLog.State.USABLE);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            switch (conduct) {
                case DOWN -> send(exchange, 503, "overloaded");
                case BUSY_ONCE -> {
                    conduct = Conduct.HONEST;
                    send(exchange, 503, "busy");
                }
                case NONSENSE -> send(exchange, 200, "{\"sct_version\":0,\"id\":\"AAAA\"}");
                case ENDLESS -> send(exchange, 200, "{\"x\":\"" + "x".repeat(1 << 20) + "\"}");
                case SLOW -> {
                    released.await();
                    judge(exchange, body, entry -> entry);
                }
                case SIGNS_ANOTHER ->
                        judge(exchange, body, entry -> Octets.join(entry, Octets.ofHex("00")));
                case HONEST, OTHER_KEY, OTHER_ID, TOMORROW -> judge(exchange, body, entry -> entry);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judge(HttpExchange exchange, String body, UnaryOperator<Octets> lie)
            throws IOException {
        var chain =
                CHAIN.matcher(body)
                        .results()
                        .map(each -> Octets.of(Base64.getDecoder().decode(each.group(1))))
                        .toList();
        switch (judgement.of(chain)) {
            case LogJudgement.Verdict.Refused(var why) ->
                    send(exchange, 400, "{\"error_message\":\"" + why + "\"}");
            case LogJudgement.Verdict.Accepted(var issuerKeyHash, var tbs) ->
                    send(
                            exchange,
                            200,
                            // "If the log has previously seen the certificate, it MUST return the
                            // same SCT" (RFC 6962 3, by recommendation).
                            known.computeIfAbsent(
                                    Octets.join(issuerKeyHash, tbs),
                                    _ -> sct(issuerKeyHash, lie.apply(tbs))));
        }
    }

    private String sct(Octets issuerKeyHash, Octets tbs) {
        var millis = clock.millis() + (conduct == Conduct.TOMORROW ? 86_400_000L : 0);
        var signed =
                LogJudgement.sign(
                        (conduct == Conduct.OTHER_KEY ? otherKeys : keys),
                        millis,
                        issuerKeyHash,
                        tbs);
        var id =
                Octets.of((conduct == Conduct.OTHER_ID ? otherKeys : keys).getPublic().getEncoded())
                        .sha256();
        return "{\"sct_version\":0,\"id\":\"%s\",\"timestamp\":%d,\"extensions\":\"\",\"signature\":\"%s\"}"
                .formatted(
                        Base64.getEncoder().encodeToString(id.toArray()),
                        millis,
                        Base64.getEncoder().encodeToString(signed));
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var octets = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
    }

    /** Of a port that nobody listens on, and a key that is good. */
    public static TransparencyLog nobody(String name, String operator) {
        try (var log = start(name, operator, List.of(), null, InstantSource.system())) {
            return log.described();
        }
    }

    /** OpenSSL's list of logs: it knows them by this file only. */
    public static String openSslList(List<TransparencyLog> logs) {
        var names = new StringBuilder("enabled_logs = ");
        var sections = new StringBuilder();
        for (var i = 0; i < logs.size(); i++) {
            names.append(i == 0 ? "" : ",").append("log").append(i);
            sections.append(
                    "\n[log%d]\ndescription = %s\nkey = %s\n"
                            .formatted(
                                    i,
                                    logs.get(i).name(),
                                    Base64.getEncoder()
                                            .encodeToString(logs.get(i).publicKey().toArray())));
        }
        return names + "\n" + sections;
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
        threads.close();
    }
}
