package org.lineageca.publisher.observe;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.Octets;

/** By HTTP, through whatever lies in between, bounded in size and time. */
public final class HttpOutside implements Outside, AutoCloseable {

    private static final int PIECE = 64 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final long LONGEST_AGE_SECONDS = 1L << 31;

    private final HttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration patience;

    /**
     * Asks nothing yet.
     *
     * @param patience from the question to the last octet
     */
    public HttpOutside(Duration patience) {
        this.patience = patience;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    @Override
    public Answer ask(Question question) throws IOException, InterruptedException {
        // A server that sends an octet now and then does not hold us for ever.
        var answer = threads.submit(() -> exchange(question));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("it did not come within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.shutdownNow();
    }

    private Answer exchange(Question question) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(question.uri()).timeout(patience);
        var etag = question.etag();
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            var status = response.statusCode();
            var headers = response.headers();
            var content =
                    status == HttpURLConnection.HTTP_OK
                            ? content(
                                    body,
                                    question,
                                    headers.firstValueAsLong("Content-Length").orElse(-1))
                            : new Content(status == HttpURLConnection.HTTP_NOT_MODIFIED, null);
            return new Answer(
                    status,
                    content.same(),
                    content.octets(),
                    headers.firstValue("ETag").orElse(null),
                    age(response));
        }
    }

    private record Content(boolean same, @Nullable Octets octets) {}

    /** Keeps nothing as long as it is what was expected. */
    private static Content content(InputStream body, Question question, long announced)
            throws IOException {
        var expected = question.expected().buffer();
        var piece = new byte[PIECE];
        for (var count = body.read(piece); count >= 0; count = body.read(piece)) {
            var part = ByteBuffer.wrap(piece, 0, count);
            if (count > expected.remaining()
                    || !expected.slice(expected.position(), count).equals(part)) {
                return new Content(false, rest(body, question, expected.flip(), part, announced));
            }
            expected.position(expected.position() + count);
        }
        return expected.hasRemaining()
                ? new Content(false, Octets.takenOver(expected.flip()))
                : new Content(true, null);
    }

    /**
     * All of something else.
     *
     * @param before what came of it and was as expected
     * @param piece the first that was not
     * @return null if it is too large
     */
    private static @Nullable Octets rest(
            InputStream body,
            Question question,
            ByteBuffer before,
            ByteBuffer piece,
            long announced)
            throws IOException {
        if (announced > question.largest()) {
            return null;
        }
        var size = announced >= 0 ? (int) announced : question.largest();
        var all = ByteBuffer.allocateDirect(size);
        if (before.remaining() + piece.remaining() > size) {
            return null;
        }
        all.put(before).put(piece);
        var next = new byte[PIECE];
        for (var count = body.read(next); count >= 0; count = body.read(next)) {
            if (count > all.remaining()) {
                return null;
            }
            all.put(next, 0, count);
        }
        return Octets.takenOver(all.flip());
    }

    private static @Nullable Duration age(HttpResponse<?> response) {
        try {
            var seconds = response.headers().firstValueAsLong("Age").orElse(-1);
            return seconds < 0 || seconds > LONGEST_AGE_SECONDS
                    ? null
                    : Duration.ofSeconds(seconds);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
