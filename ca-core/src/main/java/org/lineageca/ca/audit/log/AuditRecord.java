package org.lineageca.ca.audit.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lineageca.ca.json.CanonicalJson;
import org.lineageca.ca.json.FieldsWriter;
import org.lineageca.ca.json.Json;
import org.lineageca.octets.Octets;

/**
 * An event as it is stored, whatever was done to it there: what a leaf is made from.
 *
 * @param sequence in the order they were written; numbers of what was not committed are missing
 * @param details an object in JSON
 */
public record AuditRecord(long sequence, Instant at, String actor, String kind, String details) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final long GREATEST = (1L << 53) - 1;

    /**
     * What the log has of it: canonical JSON (RFC 8785). Of an event that does not fit an entry,
     * the SHA-256 of that stands for it.
     */
    public Octets entry() {
        var entry =
                CanonicalJson.write(
                        place().text("at", at.toString())
                                .text("actor", actor)
                                .text("kind", kind)
                                .value("details", readDetails())
                                .end());
        return entry.length() <= EntryBundle.LONGEST
                ? entry
                : CanonicalJson.write(
                        place().text("at", at.toString())
                                .octets("eventSha256", entry.sha256())
                                .end());
    }

    private FieldsWriter place() {
        return new FieldsWriter()
                .value(
                        "sequence",
                        sequence < 0 || sequence > GREATEST
                                ? new Json.Text(Long.toString(sequence))
                                : new Json.Whole(sequence));
    }

    /** What we never write is taken as it is: another row has another entry, always. */
    private Json readDetails() {
        return texts().<Json>map(texts -> texts).orElseGet(() -> new Json.Text(details));
    }

    private Optional<Json.Fields> texts() {
        try (var parser = JSON.createParser(details)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            var texts = new TreeMap<String, Json>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    return Optional.empty();
                }
                texts.put(name, new Json.Text(parser.getText()));
            }
            return Optional.of(new Json.Fields(texts));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The details by name, in the order of names; empty where they are not what we write. */
    public Map<String, String> named() {
        var named = new TreeMap<String, String>();
        texts().ifPresent(texts ->
                texts.values()
                        .forEach((name, value) -> {
                            if (value instanceof Json.Text(var text)) {
                                named.put(name, text);
                            }
                        }));
        return named;
    }
}
