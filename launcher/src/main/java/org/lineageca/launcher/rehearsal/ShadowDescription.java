package org.lineageca.launcher.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.RefusedException;

/**
 * Whose shadow a rehearsal makes: names, algorithms and lifetimes of a lineage's enabled generation
 * and of its parent, as the CA's service tells them.
 *
 * @param issuing a generation of {@code GET /generations}
 * @param parent the generation that certified it; null where a CA that is not ours did
 */
public record ShadowDescription(JsonNode issuing, @Nullable JsonNode parent) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a duration in the description can hold. */
    private static final long LONGEST_HOURS = 999_999;

    /**
     * That of one role.
     *
     * @param generations what {@code GET /generations} answers
     */
    public static ShadowDescription of(JsonNode generations, String role) throws RefusedException {
        var issuing =
                find(generations, "lineage", role)
                        .orElseThrow(() ->
                                new RefusedException(
                                        "No enabled CA fills the role '%s'. Nothing was rehearsed. Roles: %s."
                                                .formatted(role, roles(generations))));
        var parent = issuing.path("parent");
        return new ShadowDescription(
                issuing,
                parent.isTextual()
                        ? stream(generations)
                                .filter(each -> each.path("label").equals(parent))
                                .findFirst()
                                .orElse(null)
                        : null);
    }

    /**
     * As the rehearsing program reads it.
     *
     * @param successor the name after a roll; null to have one derived
     */
    String json(Change change, ScratchToken token, @Nullable String successor) {
        var document = JSON.createObjectNode().put("act", change.text());
        document.putObject("signer")
                .put("socket", token.socket().toString())
                .put("token", token.label());
        var hours = hours(issuing);
        put(document.putObject("issuing"), issuing, hours);
        var above = document.putObject("root");
        if (parent == null) {
            put(above, issuing, hours);
            above.put("name", "CN=Shadow of a CA elsewhere");
        } else {
            put(above, parent, Math.max(hours(parent), hours));
        }
        if (successor != null) {
            document.put("successor", successor);
        }
        return document.toString();
    }

    private static void put(ObjectNode authority, JsonNode generation, long hours) {
        authority
                .put("name", generation.path("name").asText())
                .put("key", generation.path("algorithm").asText())
                .put("validity", hours + "h");
    }

    private static long hours(JsonNode generation) {
        var from = Instant.parse(generation.path("notBefore").asText());
        var to = Instant.parse(generation.path("notAfter").asText());
        // The last second belongs to it.
        var hours = Duration.between(from, to).plusSeconds(1).toHours();
        return Math.clamp(hours, 1, LONGEST_HOURS);
    }

    private static Optional<JsonNode> find(JsonNode generations, String field, String value) {
        return stream(generations)
                .filter(each ->
                        each.path(field).asText().equals(value)
                                && each.path("state").asText().equals("Enabled"))
                .findFirst();
    }

    private static String roles(JsonNode generations) {
        return stream(generations)
                .map(each -> each.path("lineage"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
