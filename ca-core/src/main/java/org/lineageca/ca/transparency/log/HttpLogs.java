package org.lineageca.ca.transparency.log;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.lineageca.ca.transparency.LogId;
import org.lineageca.ca.transparency.Sct;
import org.lineageca.ca.transparency.TransparencyLog;
import org.lineageca.octets.Octets;

/** Logs, as they answer over HTTP. */
final class HttpLogs implements AutoCloseable {

    /** More than that are not asked of one log at a time: a dead one would collect them. */
    private static final int UNANSWERED = 256;

    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int LONGEST_TEXT = 160;

    private final Map<LogId, Semaphore> free = new ConcurrentHashMap<>();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(3))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();

    /**
     * What is sent to any log.
     *
     * @param chain DER, the precertificate first
     */
    static String body(List<Octets> chain) {
        return chain.stream()
                .map(der -> Base64.getEncoder().encodeToString(der.toArray()))
                .collect(Collectors.joining("\",\"", "{\"chain\":[\"", "\"]}"));
    }

    /**
     * Asks a log for an SCT; one that may have something better to do is asked again.
     *
     * @param body of {@link #body}
     * @return the SCT, of which nothing has been checked; or it completes exceptionally, as {@link
     *     #reason} says
     */
    CompletableFuture<Sct> add(TransparencyLog log, String body, Duration patience) {
        var places = free.computeIfAbsent(log.id(), _ -> new Semaphore(UNANSWERED));
        if (!places.tryAcquire()) {
            return CompletableFuture.failedFuture(
                    new LogSilentException(
                            UNANSWERED + " requests are waiting for it already", true));
        }
        var request =
                HttpRequest.newBuilder(log.url().resolve("ct/v1/add-pre-chain"))
                        .timeout(patience)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        var deadline = System.nanoTime() + patience.toNanos();
        return attempt(request, ATTEMPTS, FIRST_PAUSE, deadline)
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> places.release());
    }

    private CompletableFuture<Sct> attempt(
            HttpRequest request, int left, Duration pause, long deadline) {
        return client.sendAsync(
                        request,
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), SctAnswer.LARGEST))
                .thenApply(HttpLogs::sct)
                .exceptionallyCompose(failure -> {
                    var inTime = System.nanoTime() + pause.toNanos() < deadline;
                    return left > 1 && inTime && passes(failure)
                            ? later(pause)
                                    .thenCompose(_ ->
                                            attempt(
                                                    request,
                                                    left - 1,
                                                    pause.multipliedBy(4),
                                                    deadline))
                            : CompletableFuture.failedFuture(failure);
                });
    }

    private static CompletableFuture<Void> later(Duration pause) {
        return CompletableFuture.runAsync(
                () -> {},
                CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static Sct sct(HttpResponse<byte[]> answer) {
        var status = answer.statusCode();
        if (status != 200) {
            throw new LogSilentException(
                    "HTTP " + status + text(answer.body()), status >= 500 || status == 429);
        }
        try {
            return SctAnswer.read(answer.body());
        } catch (IllegalArgumentException e) {
            throw new LogSilentException("its answer cannot be used: " + e.getMessage(), false);
        }
    }

    /** What it says of an error, for people. */
    private static String text(byte[] body) {
        var text =
                new String(body, StandardCharsets.UTF_8).replaceAll("[^\\x20-\\x7e]+", " ").strip();
        return text.isEmpty()
                ? ""
                : ", \"" + text.substring(0, Math.min(text.length(), LONGEST_TEXT)) + "\"";
    }

    private static boolean passes(Throwable failure) {
        return switch (cause(failure)) {
            case LogSilentException silent -> silent.passes();
            case IOException _ -> true;
            default -> false;
        };
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    /** Why a log gave nothing, for people. */
    static String reason(Throwable failure) {
        return switch (cause(failure)) {
            case LogSilentException silent -> String.valueOf(silent.getMessage());
            case TimeoutException _, HttpTimeoutException _ -> "no answer in time";
            case IOException e -> "no answer (" + e + ")";
            case Throwable other -> String.valueOf(other);
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
