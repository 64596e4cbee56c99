package org.lineageca.launcher.command.responder;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which keys responders sign with, as they say themselves. */
final class ResponderKeys implements AutoCloseable {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<URI> pages;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(ANSWER_LIMIT)
                    .build();

    /**
     * Asks these.
     *
     * @param addresses of their operators' pages, host and port
     */
    ResponderKeys(List<String> addresses) {
        this.pages =
                addresses.stream()
                        .map(address -> URI.create("http://" + address + "/status"))
                        .toList();
    }

    /**
     * Waits until each signs with none of these.
     *
     * @return false if one still did so at the end of a minute, or could not be asked
     */
    boolean awaitWithout(Set<String> keys) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < end) {
            try {
                var used = used();
                used.retainAll(keys);
                if (used.isEmpty()) {
                    return true;
                }
            } catch (IOException notNow) {
                // It may be starting.
            }
            Thread.sleep(PAUSE);
        }
        return false;
    }

    private Set<String> used() throws IOException, InterruptedException {
        var keys = new HashSet<String>();
        for (var page : pages) {
            var request = HttpRequest.newBuilder(page).timeout(ANSWER_LIMIT).build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            for (var signer : JSON.readTree(response.body()).path("signers")) {
                keys.add(signer.path("key").asText());
            }
        }
        return keys;
    }

    @Override
    public void close() {
        client.close();
    }
}
