package org.lineageca.publisher.observe;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.Octets;

/** The way relying parties take. */
public interface Outside {

    /**
     * What is asked for.
     *
     * @param expected what should come; only what differs from it is kept
     * @param etag of what came before and was as expected; null asks for the whole
     * @param largest octets that are read at most
     */
    record Question(URI uri, Octets expected, @Nullable String etag, int largest) {}

    /**
     * What came.
     *
     * @param same whether it is, octet for octet, what was expected
     * @param content null if it is the same, if it is no content at all, or too large
     * @param etag null without one
     * @param age how long a cache had it; null if none says so
     */
    record Answer(
            int status,
            boolean same,
            @Nullable Octets content,
            @Nullable String etag,
            @Nullable Duration age) {}

    /**
     * Asks.
     *
     * @throws IOException if no answer came in time
     */
    Answer ask(Question question) throws IOException, InterruptedException;
}
