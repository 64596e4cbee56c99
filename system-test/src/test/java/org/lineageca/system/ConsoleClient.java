package org.lineageca.system;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Someone who opens the console of an offline installation, with the JDK's client. */
final class ConsoleClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Installation lineage;
    private final HttpClient http;

    /**
     * @param credential the folder of key.pem and certificate.pem; null for none
     */
    ConsoleClient(Installation lineage, @Nullable Path credential) {
        this.lineage = lineage;
        this.http =
                HttpClient.newBuilder()
                        .sslContext(
                                MachineClient.context(
                                        credential,
                                        lineage.credentials()
                                                .resolve("console-tls/certificate.pem")))
                        .connectTimeout(PATIENCE)
                        .build();
    }

    HttpResponse<String> open() throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(lineage.console()).timeout(PATIENCE).GET().build(),
                BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
