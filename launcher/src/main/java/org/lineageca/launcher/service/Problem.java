package org.lineageca.launcher.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** A refusal as the service describes it (RFC 9457). */
final class Problem {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Problem() {}

    /** {@code title: detail}, or the HTTP status where the service did not say more. */
    static String text(int status, String body) {
        var problem = parse(body);
        var title = problem.path("title").asText();
        var detail = problem.path("detail").asText();
        if (title.isEmpty() && detail.isEmpty()) {
            return "the service refused with HTTP status %d".formatted(status);
        }
        if (title.isEmpty() || detail.isEmpty()) {
            return title + detail;
        }
        return title + ": " + detail;
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return JSON.createObjectNode();
        }
    }
}
