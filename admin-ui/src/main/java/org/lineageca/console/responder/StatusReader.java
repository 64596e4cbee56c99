package org.lineageca.console.responder;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON at a responder's {@code /status}; more in it than is known does no harm. */
final class StatusReader {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private StatusReader() {}

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if this is not the status of a responder
     */
    static ResponderStatus read(String json) {
        try {
            return status(MAPPER.readTree(json));
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("it is not the status of a responder", e);
        }
    }

    private static ResponderStatus status(JsonNode json) {
        var data = json.path("data");
        return new ResponderStatus(
                ResponderStatus.State.valueOf(text(json, "state").toUpperCase(Locale.ROOT)),
                texts(json, "reasons"),
                Instant.parse(text(json, "startedAt")),
                duration(data, "lagSeconds"),
                Duration.ofSeconds(data.path("maxLagSeconds").asLong(0)),
                json.path("signers").values().stream().map(StatusReader::signer).toList(),
                texts(json, "generationsWithoutSigner"),
                traffic(json.path("recent")),
                cache(json.path("cache")),
                new ResponderStatus.Connections(
                        json.path("connections").asLong(0),
                        json.path("connectionsRefused").asLong(0)));
    }

    private static ResponderStatus.Signer signer(JsonNode json) {
        return new ResponderStatus.Signer(
                text(json, "generation"),
                text(json, "key"),
                Instant.parse(text(json, "notBefore")),
                Instant.parse(text(json, "notAfter")));
    }

    private static ResponderStatus.Traffic traffic(JsonNode json) {
        var requests = json.path("requests");
        return new ResponderStatus.Traffic(
                json.path("requestsPerSecond").asDouble(0),
                json.path("signaturesPerSecond").asDouble(0),
                number(json, "cacheHitRate"),
                requests.path("try_later").asLong(0) + requests.path("internal_error").asLong(0),
                percentiles(json.path("latencyMilliseconds")),
                percentiles(json.path("signatureMilliseconds")));
    }

    private static ResponderStatus.Percentiles percentiles(JsonNode json) {
        return new ResponderStatus.Percentiles(
                number(json, "p50"), number(json, "p90"), number(json, "p99"));
    }

    private static ResponderStatus.Cache cache(JsonNode json) {
        var oldest = json.path("oldestAnswer");
        return new ResponderStatus.Cache(
                json.path("certificates").asLong(0),
                json.path("octets").asLong(0),
                json.path("limitOctets").asLong(0),
                oldest.isString() ? Instant.parse(oldest.asString()) : null);
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asString("");
    }

    private static List<String> texts(JsonNode json, String name) {
        return json.path(name).values().stream().map(JsonNode::asString).toList();
    }

    private static @Nullable Double number(JsonNode json, String name) {
        var value = json.path(name);
        return value.isNumber() ? (Double) value.asDouble() : null;
    }

    private static @Nullable Duration duration(JsonNode json, String name) {
        var seconds = number(json, name);
        return seconds == null ? null : Duration.ofMillis((long) (seconds * 1_000));
    }
}
