package org.lineageca.launcher.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.Collectors;

/**
 * What a program answered to GET /health.
 *
 * @param from who
 */
record HealthAnswer(String from, int status, String body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int EXCERPT = 200;

    /** 200 is healthy; the document of core and console says whether to wait helps. */
    Health health() {
        if (status == 200) {
            return new Health.Healthy();
        }
        var document = document();
        return document.path("status").asText().equals("refusing")
                ? new Health.Refusing(problems(document))
                : new Health.Unhealthy("%s answers %d %s".formatted(from, status, oneLine()));
    }

    private JsonNode document() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return JSON.missingNode();
        }
    }

    private static String problems(JsonNode document) {
        return document.path("problems")
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.joining(" "));
    }

    private String oneLine() {
        var line = body.strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }
}
