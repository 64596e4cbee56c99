package org.lineageca.ocsp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What clients of HTTP/2 can hold, and for how long. */
class Http2Test {

    private static final Duration LONG = Duration.ofMinutes(5);

    /** Gives up on a request after half a second. */
    private static RunningResponder hasty;

    private static RunningResponder patient;

    @BeforeAll
    static void start() throws IOException {
        hasty = RunningResponder.start(LONG, Duration.ofMillis(500));
        patient = RunningResponder.start(LONG, LONG);
    }

    @AfterAll
    static void stop() {
        hasty.close();
        patient.close();
    }

    @Test
    void refusesAHundredAndFirstRequestOfAConnectionThatAcknowledgesNothing() throws IOException {
        try (var client = new Http2Client(patient.connect())) {
            for (var i = 0; i <= Http2Streams.MOST; i++) {
                client.beginPost(stream(i));
            }
            assertRefused(client, stream(Http2Streams.MOST));
        }
    }

    @Test
    void refusesRequestsBeyondANumberHoweverManyConnectionsTheyAreOf() throws Exception {
        var clients = new ArrayList<Http2Client>();
        var crowded = RunningResponder.start(LONG, LONG);
        try {
            for (var i = 0; i < RunningResponder.CONNECTIONS; i++) {
                if (i % Http2Streams.MOST == 0) {
                    clients.add(new Http2Client(crowded.connect()));
                }
                clients.getLast().beginPost(stream(i % Http2Streams.MOST));
            }
            for (var client : clients) {
                // An answer to what came last: all before it is in. It is one too many or is not.
                client.get(stream(Http2Streams.MOST), "/health/live");
                while (!of(client.next(), stream(Http2Streams.MOST))) {
                    // What else comes is settings.
                }
            }
            var another = new Http2Client(crowded.connect());
            clients.add(another);
            another.beginPost(1);
            assertRefused(another, 1);
            assertThat(crowded.get("/health").statusCode()).isEqualTo(200);
        } finally {
            for (var client : clients) {
                client.close();
            }
            crowded.close();
        }
    }

    @Test
    void letsInWhoComesWhenOthersHaveLeft() throws Exception {
        for (var round = 0; round < 5; round++) {
            try (var client = new Http2Client(patient.connect())) {
                for (var i = 0; i < Http2Streams.MOST; i++) {
                    client.beginPost(stream(i));
                }
            }
        }
        await().until(() -> {
            try (var client = new Http2Client(patient.connect())) {
                client.get(1, "/health/live");
                var frame = client.next();
                while (!of(frame, 1)) {
                    frame = client.next();
                }
                return frame.answers(1);
            }
        });
    }

    @Test
    void givesUpOnARequestThatTakesTooLongWhateverElseItsConnectionAsks() throws Exception {
        try (var client = new Http2Client(hasty.connect())) {
            client.beginPost(1);
            var frame = client.next();
            for (var i = 1; !frame.resets(1); i++) {
                client.get(stream(i), "/health/live");
                while (!frame.resets(1) && !of(frame, stream(i))) {
                    frame = client.next();
                }
                // Not a wait: it never opens its window, which answers would fill.
                Thread.sleep(20);
            }
            assertThat(frame.error()).isEqualTo(Http2Client.CANCEL);
        }
    }

    private static int stream(int index) {
        return 2 * index + 1;
    }

    private static boolean of(Http2Client.Frame frame, int stream) {
        return frame.resets(stream) || frame.answers(stream);
    }

    private static void assertRefused(Http2Client client, int stream) throws IOException {
        var frame = client.next();
        while (!frame.resets(stream)) {
            frame = client.next();
        }
        assertThat(frame.error()).isEqualTo(Http2Client.REFUSED_STREAM);
    }
}
