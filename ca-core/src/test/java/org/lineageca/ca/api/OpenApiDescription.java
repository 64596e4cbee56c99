package org.lineageca.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The OpenAPI document, read by a client that believes it. */
final class OpenApiDescription {

    private final Map<?, ?> paths;
    private final Map<?, ?> schemas;

    private OpenApiDescription(Map<?, ?> paths, Map<?, ?> schemas) {
        this.paths = paths;
        this.schemas = schemas;
    }

    /** The one that is served: the compiler makes another of the tests. */
    static OpenApiDescription read() {
        var classes =
                Path.of(
                        URI.create(
                                OpenApiController.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toString()));
        try (var document =
                Files.newBufferedReader(classes.resolve("META-INF/swagger/lineage-0.1.yml"))) {
            Map<String, Object> described = new Yaml().load(document);
            return new OpenApiDescription(
                    member(described, "paths"), member(member(described, "components"), "schemas"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> member(Map<?, ?> of, String name) {
        return (Map<?, ?>) Objects.requireNonNull(of.get(name), name);
    }

    /**
     * Asserts that an answer is one of those that are described: its status, and for a body its
     * content type and the members it must have.
     *
     * @param route method and path, as the router has it
     */
    void assertDescribes(String route, HttpResponse<String> answer) {
        var method = route.substring(0, route.indexOf(' ')).toLowerCase(Locale.ROOT);
        var path = route.substring(route.indexOf(' ') + 1).replace(":.+}", "}");
        var responses = member(member(member(paths, path), method), "responses");
        var status = Integer.toString(answer.statusCode());
        var response = (Map<?, ?>) responses.get(status);
        if (response == null) {
            response = (Map<?, ?>) responses.get(status.charAt(0) + "XX");
        }
        assertThat(response)
                .as("%s answers with %s, described is %s", route, status, responses.keySet())
                .isNotNull();
        if (!answer.body().isEmpty()) {
            var type = plain(answer.headers().firstValue("Content-Type").orElse(""));
            var content = content(response);
            assertThat(content).as("%s answers %s with %s", route, status, type).containsKey(type);
            if (type.endsWith("json")) {
                var schema = member(Objects.requireNonNull(content.get(type)), "schema");
                assertMembers(route, schema, new Yaml().load(answer.body()));
            }
        }
    }

    /** All that are required are there, at any depth. */
    private void assertMembers(String where, Map<?, ?> schema, Object value) {
        var reference = schema.get("$ref");
        var name = reference == null ? null : reference.toString().replaceAll(".*/", "");
        var resolved = name == null ? schema : member(schemas, name);
        if (value instanceof List<?> elements && resolved.containsKey("items")) {
            var items = member(resolved, "items");
            elements.forEach(element -> assertMembers(where, items, element));
        }
        if (value instanceof Map<?, ?> members && resolved.containsKey("properties")) {
            var properties = member(resolved, "properties");
            for (var property : properties.keySet()) {
                var isRequired =
                        resolved.get("required") instanceof List<?> required
                                && required.contains(property);
                var content = members.get(property);
                assertThat(!isRequired || content != null)
                        .as("%s: member %s of %s is there", where, property, name)
                        .isTrue();
                if (content != null) {
                    assertMembers(where, member(properties, property.toString()), content);
                }
            }
        }
    }

    private static Map<String, Map<?, ?>> content(@Nullable Map<?, ?> response) {
        var content = new HashMap<String, Map<?, ?>>();
        if (response != null && response.get("content") instanceof Map<?, ?> types) {
            types.forEach((type, body) -> content.put(plain(type.toString()), (Map<?, ?>) body));
        }
        return content;
    }

    /** Without parameters. */
    private static String plain(String type) {
        return type.replaceAll(";.*", "").strip();
    }
}
