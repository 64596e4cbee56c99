package org.lineageca.ca.api;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.AnswerOnce;
import org.lineageca.ca.lifecycle.AnsweredRequests.Answer;
import org.lineageca.octets.Octets;

/** Gives the same response again to a request that bears the same Idempotency-Key. */
@Singleton
final class IdempotentAnswers {

    static final String HEADER = "Idempotency-Key";

    /** A Structured Field String (RFC 9651 3.3.3) without escapes, or the same unquoted. */
    private static final Pattern KEY =
            Pattern.compile(
                    "\"([\\x20-\\x7e&&[^\"\\\\]]{1,255})\"|([\\x21-\\x7e&&[^\"\\\\]]{1,255})");

    private final AnswerOnce answerOnce;
    private final JsonMapper json;

    IdempotentAnswers(AnswerOnce answerOnce, JsonMapper json) {
        this.answerOnce = answerOnce;
        this.json = json;
    }

    /**
     * Answers a request, once if it bears a key.
     *
     * @param key the header; null where there is none
     * @param request everything that makes it this request; asked for where there is a key
     * @param type of the body
     * @throws RefusedException when the key is no key, was used for another request, or its request
     *     is being answered
     */
    <T> HttpResponse<T> answer(
            Actor actor,
            @Nullable String key,
            Supplier<Octets> request,
            Argument<T> type,
            Supplier<HttpResponse<T>> work) {
        if (key == null) {
            return work.get();
        }
        var answer =
                answerOnce.answer(
                        actor, parse(key), request.get().sha256(), () -> written(work.get(), type));
        return read(answer, type);
    }

    private static String parse(String header) {
        var matcher = KEY.matcher(header.strip());
        if (!matcher.matches()) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The Idempotency-Key is not a string of 1 to 255 printable ASCII characters. Nothing was done. Send a UUID in quotation marks.");
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    private <T> Answer written(HttpResponse<T> response, Argument<T> type) {
        try {
            return new Answer(
                    response.code(),
                    response.getHeaders().get(HttpHeaders.LOCATION),
                    new String(
                            json.writeValueAsBytes(type, response.body()), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("an answer cannot be written", e);
        }
    }

    private <T> HttpResponse<T> read(Answer answer, Argument<T> type) {
        try {
            var response =
                    HttpResponse.<T>status(HttpStatus.valueOf(answer.status()))
                            .body(json.readValue(answer.body(), type));
            var location = answer.location();
            if (location != null) {
                response.getHeaders().location(URI.create(location));
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException("an answer that was kept cannot be read", e);
        }
    }
}
