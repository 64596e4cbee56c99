package org.lineageca.ca.transparency.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.lineageca.ca.transparency.LogId;
import org.lineageca.ca.transparency.Sct;
import org.lineageca.octets.Octets;

/** What a log answers to {@code add-pre-chain} (RFC 6962 4.1). */
final class SctAnswer {

    /** In octets; an SCT with its JSON has about 300. */
    static final int LARGEST = 16 * 1024;

    private static final JsonFactory FACTORY = new JsonFactory();

    private SctAnswer() {}

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it is no SCT of version 1; saying why
     */
    static Sct read(byte[] body) {
        var members = members(body);
        if (!"0".equals(members.get("sct_version"))) {
            throw new IllegalArgumentException("it is no SCT of version 1");
        }
        return Sct.ofParts(
                new LogId(octets(members, "id")),
                Long.parseLong(text(members, "timestamp")),
                octets(members, "extensions"),
                octets(members, "signature"));
    }

    /** Texts and numbers; what else is there says nothing to us. */
    private static Map<String, String> members(byte[] body) {
        var members = new HashMap<String, String>();
        try (var parser = FACTORY.createParser(new String(body, StandardCharsets.UTF_8))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("it is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                read(parser, members);
            }
            return members;
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
    }

    private static void read(JsonParser parser, Map<String, String> members) throws IOException {
        var name = parser.currentName();
        var token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
            members.put(name, parser.getText());
        } else {
            parser.skipChildren();
        }
    }

    private static String text(Map<String, String> members, String name) {
        var text = members.get(name);
        if (text == null) {
            throw new IllegalArgumentException("it has no '" + name + "'");
        }
        return text;
    }

    private static Octets octets(Map<String, String> members, String name) {
        return Octets.of(Base64.getDecoder().decode(text(members, name)));
    }
}
