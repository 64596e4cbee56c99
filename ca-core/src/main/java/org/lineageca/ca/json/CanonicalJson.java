package org.lineageca.ca.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.TreeMap;
import org.lineageca.octets.Octets;

/** The one writing of a value (RFC 8785), and the way back from it. */
public final class CanonicalJson {

    /** Larger than any document that people are to check. */
    public static final int LARGEST = 4 * 1024 * 1024;

    private static final int DEEPEST = 16;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxDocumentLength(LARGEST)
                                    .maxStringLength(LARGEST)
                                    .maxNumberLength(16)
                                    .build())
                    .build();

    private CanonicalJson() {}

    /** Writes it in UTF-8. */
    public static Octets write(Json value) {
        var text = new StringBuilder();
        append(text, value);
        return Octets.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if the octets are not the canonical writing of a value;
     *     saying why
     */
    public static Json read(Octets document) {
        if (document.length() > LARGEST) {
            throw new IllegalArgumentException(
                    "it has " + document.length() + " octets, at most " + LARGEST + " are read");
        }
        // Decoded here, strictly: Jackson would guess UTF-16 and UTF-32 from the first octets.
        try (var parser = FACTORY.createParser(decoded(document))) {
            parser.nextToken();
            var value = value(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("it goes on after its end");
            }
            if (!write(value).equals(document)) {
                throw new IllegalArgumentException(
                        "it is not in the canonical form (RFC 8785): something was added that says nothing, or the fields are out of order");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not JSON: " + e.getMessage(), e);
        }
    }

    private static String decoded(Octets document) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not in UTF-8", e);
        }
    }

    private static Json value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> new Json.Text(parser.getText());
            case VALUE_NUMBER_INT -> new Json.Whole(parser.getLongValue());
            case START_ARRAY -> items(parser);
            case START_OBJECT -> fields(parser);
            case null -> throw new IllegalArgumentException("it is empty");
            case VALUE_NUMBER_FLOAT,
                    VALUE_TRUE,
                    VALUE_FALSE,
                    VALUE_NULL,
                    VALUE_EMBEDDED_OBJECT,
                    END_ARRAY,
                    END_OBJECT,
                    FIELD_NAME,
                    NOT_AVAILABLE ->
                    throw new IllegalArgumentException(
                            "it has '"
                                    + parser.getText()
                                    + "' in it, which is no string, whole number, array or object");
        };
    }

    private static Json.Items items(JsonParser parser) throws IOException {
        var items = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Json.Items(items);
    }

    private static Json.Fields fields(JsonParser parser) throws IOException {
        var fields = new TreeMap<String, Json>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            if (fields.put(name, value(parser)) != null) {
                throw new IllegalArgumentException("the field '" + name + "' stands twice in it");
            }
        }
        return new Json.Fields(fields);
    }

    private static void append(StringBuilder text, Json value) {
        switch (value) {
            case Json.Text(var string) -> appendString(text, string);
            case Json.Whole(var number) -> text.append(number);
            case Json.Items(var items) -> {
                text.append('[');
                var separator = "";
                for (var item : items) {
                    text.append(separator);
                    append(text, item);
                    separator = ",";
                }
                text.append(']');
            }
            case Json.Fields(var fields) -> {
                text.append('{');
                var separator = "";
                for (var field : fields.entrySet()) {
                    text.append(separator);
                    appendString(text, field.getKey());
                    text.append(':');
                    append(text, field.getValue());
                    separator = ",";
                }
                text.append('}');
            }
        }
    }

    /** RFC 8785 3.2.2.2. */
    private static void appendString(StringBuilder text, String string) {
        text.append('"');
        string.codePoints().forEach(character -> appendCharacter(text, character));
        text.append('"');
    }

    private static void appendCharacter(StringBuilder text, int character) {
        switch (character) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> {
                if (character < ' ') {
                    text.append("\\u00").append(Character.forDigit(character >> 4, 16));
                    text.append(Character.forDigit(character & 0xf, 16));
                } else if (character >= Character.MIN_SURROGATE
                        && character <= Character.MAX_SURROGATE) {
                    throw new IllegalArgumentException("it has half a character in it");
                } else {
                    text.appendCodePoint(character);
                }
            }
        }
    }
}
