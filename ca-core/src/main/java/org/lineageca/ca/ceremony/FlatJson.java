package org.lineageca.ca.ceremony;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of JSON: an object whose values are strings, in the order given, written in one way only
 * so that its digest can be taken.
 */
public final class FlatJson {

    private static final int LONGEST = 4 * 1024 * 1024;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(2)
                                    .maxStringLength(LONGEST)
                                    .maxDocumentLength(LONGEST)
                                    .build())
                    .build();

    private FlatJson() {}

    public static String write(Map<String, String> fields) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            for (var field : fields.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a string has no JSON encoding", e);
        }
        return text.toString();
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is not exactly what {@link #write} makes
     */
    public static Map<String, String> read(String line) {
        var fields = new LinkedHashMap<String, String>();
        try (var json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("expected an object: " + shortened(line));
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    throw new IllegalArgumentException("'" + name + "' is not a string");
                }
                fields.put(name, json.getText());
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON: " + shortened(line), e);
        }
        if (!write(fields).equals(line)) {
            throw new IllegalArgumentException("not written as we write it: " + shortened(line));
        }
        return fields;
    }

    private static String shortened(String line) {
        return line.length() > 100 ? line.substring(0, 100) + "…" : line;
    }
}
