package org.lineageca.system;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Sends a responder requests that are wrong in one way or many, over several connections: wrong
 * OCSP in right HTTP, and wrong HTTP.
 *
 * @param seeds right ones and others that are of interest: OCSPRequests, request-targets, heads
 * @param seed of what is random
 */
record HttpFuzz(URI responder, List<byte[]> seeds, long seed) {

    private static final int CONNECTIONS = 16;
    private static final int TIMEOUT = 60_000;

    /** One in so many is wrong HTTP, for which the connection must be opened anew. */
    private static final int WRONG_HTTP = 8;

    /**
     * What came of it.
     *
     * @param statuses how often each HTTP status came; 0 is a connection closed without one
     * @param internalErrors how often OCSP's internalError came
     * @param longestMicros the longest time until an answer
     */
    record Outcome(Map<Integer, Long> statuses, long internalErrors, long longestMicros) {

        static final Outcome NONE = new Outcome(Map.of(), 0, 0);

        Outcome {
            statuses = Map.copyOf(statuses);
        }

        Outcome and(Outcome other) {
            var sum = new TreeMap<>(statuses);
            other.statuses.forEach((status, count) -> sum.merge(status, count, Long::sum));
            return new Outcome(
                    sum,
                    internalErrors + other.internalErrors,
                    Math.max(longestMicros, other.longestMicros));
        }

        long serverErrors() {
            return statuses.entrySet().stream()
                    .filter(entry -> entry.getKey() >= 500)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    /**
     * One answer.
     *
     * @param status 0 if the connection was closed without one
     */
    private record Answer(int status, boolean internalError, boolean last) {}

    Outcome send(int requests) throws IOException, InterruptedException {
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var parts =
                    IntStream.range(0, CONNECTIONS)
                            .mapToObj(number -> new Random(seed * CONNECTIONS + number))
                            .map(random ->
                                    threads.submit(() -> send(requests / CONNECTIONS, random)))
                            .toList();
            var outcome = Outcome.NONE;
            for (Future<Outcome> part : parts) {
                outcome = outcome.and(part.get());
            }
            return outcome;
        } catch (ExecutionException e) {
            throw new IOException("the responder was not there", e);
        }
    }

    private Outcome send(int requests, Random random) throws IOException {
        var mutation = new Mutation(seeds, random);
        var statuses = new TreeMap<Integer, Long>();
        var internalErrors = 0L;
        var longest = 0L;
        var socket = connect();
        try {
            for (var i = 0; i < requests; i++) {
                var wrongHttp = random.nextInt(WRONG_HTTP) == 0;
                var begin = System.nanoTime();
                var answer =
                        wrongHttp
                                ? ask(socket, wrongHttp(mutation, random), true)
                                : ask(
                                        socket,
                                        request(mutation.next(), random.nextBoolean()),
                                        false);
                longest = Math.max(longest, System.nanoTime() - begin);
                statuses.merge(answer.status(), 1L, Long::sum);
                internalErrors += answer.internalError() ? 1 : 0;
                if (wrongHttp || answer.last()) {
                    socket.close();
                    socket = connect();
                }
            }
        } finally {
            socket.close();
        }
        return new Outcome(statuses, internalErrors, longest / 1_000);
    }

    private Socket connect() throws IOException {
        var socket = new Socket(responder.getHost(), responder.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT);
        return socket;
    }

    /** Right HTTP around an OCSPRequest. */
    private static byte[] request(byte[] der, boolean get) {
        if (get && der.length > 0) {
            var base64 = Base64.getEncoder().encodeToString(der);
            var path = base64.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
            return latin1("GET /ocsp/" + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        var head =
                "POST /ocsp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ocsp-request\r\nContent-Length: "
                        + der.length
                        + "\r\n\r\n";
        return latin1(head + new String(der, StandardCharsets.ISO_8859_1));
    }

    private byte[] wrongHttp(Mutation mutation, Random random) {
        var right = request(seeds.get(random.nextInt(seeds.size())), random.nextBoolean());
        return random.nextInt(4) == 0
                ? mutation.next()
                : new Mutation(List.of(right), random).next();
    }

    /**
     * Sends one request and reads the answer.
     *
     * @param end whether nothing follows: what was not complete then stays so
     */
    private static Answer ask(Socket socket, byte[] request, boolean end) throws IOException {
        try {
            socket.getOutputStream().write(request);
            if (end) {
                socket.shutdownOutput();
            }
            return answer(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException closed) {
            if (!end) {
                throw closed;
            }
            return new Answer(0, false, true);
        }
    }

    private static Answer answer(InputStream stream) throws IOException {
        var head = head(stream);
        var length = field(head, "content-length: ");
        var body = stream.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
        return new Answer(
                Integer.parseInt(head.substring(9, 12)),
                isInternalError(body),
                field(head, "connection: ").equals("close"));
    }

    private static String head(InputStream stream) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            var octet = stream.read();
            if (octet < 0) {
                throw new EOFException("the connection was closed after '" + head + "'");
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    private static String field(String head, String name) {
        var begin = head.indexOf("\r\n" + name);
        return begin < 0
                ? ""
                : head.substring(begin + 2 + name.length(), head.indexOf('\r', begin + 2));
    }

    /** OCSPResponseStatus 2 (RFC 6960 4.2.1). */
    private static boolean isInternalError(byte[] body) {
        return body.length == 5 && body[0] == 0x30 && body[4] == 2;
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
