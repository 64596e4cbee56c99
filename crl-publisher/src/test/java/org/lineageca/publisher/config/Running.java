package org.lineageca.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.publisher.guard.CertList;
import org.lineageca.publisher.guard.CrlGuard;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.guard.Verdict;

/** A publisher that runs, and a client of it. */
final class Running implements AutoCloseable {

    /** Where it does not matter when a change is seen, tests do not wait for it. */
    private static final Duration AT_ONCE = Duration.ofMillis(30);

    private final Application application;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Looks for changes as often as it does in an installation. */
    static Running asInstalled(TemporaryDatabase database, Path folder) {
        return new Running(
                database.jdbcUrl(),
                database.password(),
                folder,
                Application.PAUSE,
                InstantSource.system());
    }

    Running(TemporaryDatabase database, Path folder) {
        this(database.jdbcUrl(), database.password(), folder, InstantSource.system());
    }

    Running(String jdbcUrl, String password, Path folder, InstantSource clock) {
        this(jdbcUrl, password, folder, AT_ONCE, clock);
    }

    private Running(
            String jdbcUrl, String password, Path folder, Duration pause, InstantSource clock) {
        this(configured(jdbcUrl, password, folder), pause, clock);
    }

    /** With more than the least of a configuration. */
    static Running with(TemporaryDatabase database, Path folder, String more) throws IOException {
        var file = configuration(database.jdbcUrl(), database.password(), folder);
        Files.writeString(file, Files.readString(file) + more);
        return new Running(file, AT_ONCE, InstantSource.system());
    }

    private Running(Path configuration, Duration pause, InstantSource clock) {
        try {
            application = Application.start(Settings.read(configuration), pause, clock);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Path configured(String jdbcUrl, String password, Path folder) {
        try {
            return configuration(jdbcUrl, password, folder);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Path configuration(String jdbcUrl, String password, Path folder) throws IOException {
        var passwordFile = folder.resolveSibling(folder.getFileName() + ".password");
        Files.writeString(passwordFile, password + "\n");
        var file = folder.resolveSibling(folder.getFileName() + ".yml");
        Files.writeString(
                file,
                """
                lineage:
                  database: {url: '%s', user: publisher, password-file: '%s'}
                  folder: '%s'
                  http: {host: 127.0.0.1, port: 0}
                """
                        .formatted(jdbcUrl, passwordFile, folder));
        return file;
    }

    String url(String path) {
        return "http://127.0.0.1:" + application.port() + path;
    }

    /** What operators get. */
    String operate(String path) {
        try {
            var uri = URI.create("http://127.0.0.1:" + application.operatorPort() + path);
            return client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What comes of an order. */
    HttpResponse<String> order(String order, @Nullable String seal) {
        var uri = URI.create("http://127.0.0.1:" + application.operatorPort() + "/roll-back");
        var request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(order));
        if (seal != null) {
            request.header("Lineage-Seal", seal);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    HttpResponse<byte[]> send(String method, String path, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(url(path)))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            try {
                return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            } catch (IOException closed) {
                // A server may close a kept connection at any time; a client asks again on a new
                // one (RFC 9112 9.3.1).
                return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String text(String path) {
        return new String(get(path).body(), StandardCharsets.UTF_8);
    }

    /** The number of the CRL served; zero while there is none. */
    long number(String label) {
        var response = get("/" + label + "/complete.crl");
        return response.statusCode() == 200 ? number(response.body()) : 0;
    }

    static long number(byte[] der) {
        return switch (CrlGuard.read(Octets.of(der))) {
            case Verdict.Publish<CertList>(var list) ->
                    Objects.requireNonNullElse(list.number(), BigInteger.ZERO).longValue();
            case Verdict.Refuse<CertList>(_, var why) -> throw new AssertionError(why);
        };
    }

    void awaitNumber(String label, long number) {
        await().pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(number(label)).isEqualTo(number));
    }

    void awaitHealth(int status, String words) {
        await().pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    assertThat(text("/health")).contains(words);
                    assertThat(get("/health").statusCode()).isEqualTo(status);
                });
    }

    @Override
    public void close() {
        // First: a server that stops gives idle connections another second.
        client.close();
        application.close();
    }
}
