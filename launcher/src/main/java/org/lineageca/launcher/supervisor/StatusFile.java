package org.lineageca.launcher.supervisor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.PrivateFiles;

/** The status as JSON in a file that is replaced as a whole. */
public record StatusFile(Path file) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The last status written; nothing if there is none or it cannot be read. */
    public Optional<Status> read() throws IOException {
        try {
            return Optional.of(parse(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void write(Status status) throws IOException {
        PrivateFiles.write(file, format(status));
    }

    /** One JSON document, indented. */
    public static String format(Status status) {
        var root = JSON.createObjectNode();
        if (status.supervisor() != null) {
            root.put("supervisor", status.supervisor().toString());
        }
        root.put("phase", status.phase().text());
        var steps = root.putArray("steps");
        for (var step : status.steps()) {
            steps.addObject()
                    .put("name", step.name())
                    .put("outcome", step.outcome().text())
                    .put("text", step.text())
                    .put("milliseconds", step.took().toMillis());
        }
        var failures = root.putArray("failures");
        for (var failure : status.failures()) {
            var node = failures.addObject().put("reason", failure.reason());
            if (failure.log() != null) {
                node.put("log", failure.log().toString());
            }
        }
        var programs = root.putArray("programs");
        status.programs().forEach(program -> put(programs.addObject(), program));
        return root.toPrettyString() + "\n";
    }

    private static void put(ObjectNode node, ProgramStatus program) {
        node.put("name", program.name())
                .put("state", program.state().text())
                .put("address", program.address())
                .put("restarts", program.restarts())
                .put("since", program.since().toString());
        if (program.pid() != null) {
            node.put("pid", program.pid());
        }
        if (program.startedAt() != null) {
            node.put("startedAt", program.startedAt().toString());
        }
        if (!program.detail().isEmpty()) {
            node.put("detail", program.detail());
        }
    }

    static Status parse(String text) throws IOException {
        try {
            var root = JSON.readTree(text);
            return new Status(
                    ProcessIdentity.parse(root.path("supervisor").asText()).orElse(null),
                    Phase.parse(root.path("phase").asText()),
                    list(root.path("steps"), StatusFile::step),
                    list(root.path("failures"), StatusFile::failure),
                    list(root.path("programs"), StatusFile::program));
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IOException("the status file cannot be read: " + e.getMessage(), e);
        }
    }

    private static Step step(JsonNode node) {
        return new Step(
                node.path("name").asText(),
                Step.Outcome.parse(node.path("outcome").asText()),
                node.path("text").asText(),
                Duration.ofMillis(node.path("milliseconds").asLong()));
    }

    private static Failure failure(JsonNode node) {
        return new Failure(
                node.path("reason").asText(),
                node.has("log") ? Path.of(node.path("log").asText()) : null);
    }

    private static ProgramStatus program(JsonNode node) {
        return new ProgramStatus(
                node.path("name").asText(),
                ProgramState.parse(node.path("state").asText()),
                node.path("address").asText(),
                node.has("pid") ? node.path("pid").asLong() : null,
                instant(node.path("startedAt")),
                node.path("restarts").asInt(),
                Instant.parse(node.path("since").asText()),
                node.path("detail").asText());
    }

    private static @Nullable Instant instant(JsonNode node) {
        return node.isMissingNode() ? null : Instant.parse(node.asText());
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> parser) {
        var items = new ArrayList<T>();
        array.forEach(node -> items.add(parser.apply(node)));
        return items;
    }
}
