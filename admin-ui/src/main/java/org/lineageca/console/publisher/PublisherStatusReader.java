package org.lineageca.console.publisher;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.publisher.PublisherStatus.Observation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON at a publisher's {@code /status}; more in it than is known does no harm. */
final class PublisherStatusReader {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private PublisherStatusReader() {}

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if this is not the status of a publisher
     */
    static PublisherStatus read(String json) {
        try {
            return status(MAPPER.readTree(json));
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("it is not the status of a CRL publisher", e);
        }
    }

    private static PublisherStatus status(JsonNode json) {
        return new PublisherStatus(
                text(json, "state").equals("up"),
                instant(json, "startedAt"),
                optional(json, "databaseReadAt"),
                json.path("takesOrders").asBoolean(false),
                texts(json, "problems"),
                texts(json, "warnings"),
                json.path("scopes").values().stream().map(PublisherStatusReader::scope).toList(),
                json.path("targets").values().stream().map(PublisherStatusReader::target).toList(),
                json.path("refusals").values().stream()
                        .map(PublisherStatusReader::refusal)
                        .toList());
    }

    private static PublisherStatus.Scope scope(JsonNode json) {
        var newest = json.path("newestInDatabase");
        var seen = json.path("observed");
        return new PublisherStatus.Scope(
                text(json, "generation"),
                text(json, "scope"),
                json.path("number").asLong(0),
                newest.isNumber() ? (Long) newest.asLong() : null,
                json.path("entries").asLong(0),
                json.path("bytes").asLong(0),
                instant(json, "thisUpdate"),
                optional(json, "nextUpdate"),
                json.path("final").asBoolean(false),
                seen.isObject()
                        ? new Observation(
                                text(seen, "outcome"), instant(seen, "at"), text(seen, "sentence"))
                        : null);
    }

    private static PublisherStatus.Target target(JsonNode json) {
        return new PublisherStatus.Target(
                text(json, "name"),
                text(json, "kind"),
                json.path("missing").asLong(0),
                Duration.ofSeconds(json.path("lagSeconds").asLong(0)),
                json.path("stored").asLong(0),
                json.path("failed").asLong(0),
                optional(json, "nextAttempt"),
                texts(json, "problems"));
    }

    private static PublisherStatus.Refusal refusal(JsonNode json) {
        return new PublisherStatus.Refusal(
                text(json, "place"),
                text(json, "what"),
                text(json, "reason"),
                text(json, "why"),
                instant(json, "examinedAt"));
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asString("");
    }

    private static List<String> texts(JsonNode json, String name) {
        return json.path(name).values().stream().map(JsonNode::asString).toList();
    }

    private static Instant instant(JsonNode json, String name) {
        return Instant.parse(text(json, name));
    }

    private static @Nullable Instant optional(JsonNode json, String name) {
        return json.path(name).isString() ? instant(json, name) : null;
    }
}
