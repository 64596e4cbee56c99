package org.lineageca.ca.publication;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.lineageca.ca.lifecycle.PublishedCrls;
import org.lineageca.octets.Octets;

/** Looks at CRL URLs as a relying party does. */
public final class HttpPublishedCrls implements PublishedCrls {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    @Override
    public void await(String uri, Octets der, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            var found = look(uri, der);
            if (found.isEmpty()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new NotPublishedException(uri, found);
            }
            pause();
        }
    }

    /** Empty if the URL serves these octets, else what was found. */
    private String look(String uri, Octets der) {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(5)).build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                return "HTTP status " + response.statusCode();
            }
            return Octets.of(response.body()).equals(der) ? "" : "another CRL is served there";
        } catch (IOException e) {
            return "no answer (" + e + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotPublishedException(uri, "interrupted while waiting");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
