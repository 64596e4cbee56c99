package org.lineageca.ca.config;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.lineageca.ca.audit.log.AuditLogSource;
import org.lineageca.ca.audit.log.EntryBundle;
import org.lineageca.ca.audit.log.LogUnreadableException;
import org.lineageca.ca.audit.log.TilePlace;
import org.lineageca.ca.audit.log.TreeHash;
import org.lineageca.octets.Octets;

/** A log of tiles over HTTP (C2SP tlog-tiles), with a client certificate. */
final class HttpAuditLog implements AuditLogSource, AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);

    /** Sealing takes a second or two. */
    private static final Duration SEALING_LIMIT = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int OK = 200;
    private static final int NOT_LET_IN = 403;

    private final HttpClient http;
    private final String prefix;

    private HttpAuditLog(HttpClient http, String prefix) {
        this.http = http;
        this.prefix = prefix;
    }

    static HttpAuditLog at(AuditQuestion question) throws IOException {
        var http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_LIMIT)
                        .sslContext(tls(question))
                        .build();
        return new HttpAuditLog(http, question.url().toString().replaceFirst("/+$", ""));
    }

    private static SSLContext tls(AuditQuestion question) throws IOException {
        var context =
                SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        // In memory only; the default encrypts the key, at 10,000 rounds.
                        .keyStoreType("JKS")
                        .keyManager(
                                question.credential().resolve("certificate.pem").toFile(),
                                question.credential().resolve("key.pem").toFile())
                        .trustManager(question.root().toFile())
                        .build();
        if (context instanceof JdkSslContext jdk) {
            return jdk.context();
        }
        throw new IllegalStateException("the JDK's TLS was asked for, and another came");
    }

    @Override
    public String checkpoint() {
        return new String(get("/checkpoint").toArray(), StandardCharsets.UTF_8);
    }

    @Override
    public List<Octets> entries(TilePlace place) {
        return EntryBundle.read(get("/tile/entries/" + place.path()));
    }

    @Override
    public List<Octets> tile(int level, TilePlace place) {
        var tile = get("/tile/%s/%s".formatted(level, place.path()));
        return IntStream.range(0, tile.length() / TreeHash.LENGTH)
                .mapToObj(each -> tile.part(each * TreeHash.LENGTH, (each + 1) * TreeHash.LENGTH))
                .toList();
    }

    @Override
    public List<Octets> unsealed() {
        var unsealed = EntryBundle.read(get("/unsealed"));
        var end = System.nanoTime() + SEALING_LIMIT.toNanos();
        while (!unsealed.isEmpty() && System.nanoTime() < end) {
            pause();
            var now = EntryBundle.read(get("/unsealed"));
            unsealed = unsealed.stream().filter(now::contains).toList();
        }
        return unsealed;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while events were waited for", e);
        }
    }

    private Octets get(String path) {
        var request =
                HttpRequest.newBuilder(URI.create(prefix + path)).timeout(ANSWER_LIMIT).build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == OK) {
                return Octets.of(answer.body());
            }
            var text =
                    "%s answered %s: %s"
                            .formatted(
                                    request.uri(),
                                    answer.statusCode(),
                                    new String(answer.body(), StandardCharsets.UTF_8));
            if (answer.statusCode() == NOT_LET_IN) {
                throw new UncheckedIOException(new IOException(text));
            }
            throw new LogUnreadableException(text);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new IOException(request.uri() + " does not answer: " + e, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the log was read", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
