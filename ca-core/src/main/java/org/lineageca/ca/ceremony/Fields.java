package org.lineageca.ca.ceremony;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/** Named values on their way to and from a line of {@link FlatJson}. Absent is what is null. */
public final class Fields {

    /** Between the elements of a list; stands in no name, URI or number we write. */
    private static final String SEPARATOR = "\n";

    private final Map<String, String> values;

    private Fields(Map<String, String> values) {
        this.values = values;
    }

    public static Fields of(String kind) {
        var values = new LinkedHashMap<String, String>();
        values.put("kind", kind);
        return new Fields(values);
    }

    public static Fields read(String line) {
        return new Fields(new LinkedHashMap<>(FlatJson.read(line)));
    }

    public Fields with(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value.toString());
        }
        return this;
    }

    public Fields with(String name, @Nullable Octets value) {
        return with(name, value == null ? null : (Object) value.toHex());
    }

    public Fields with(String name, List<?> elements) {
        var texts = elements.stream().map(Object::toString).toList();
        return elements.isEmpty() ? this : with(name, (Object) String.join(SEPARATOR, texts));
    }

    public String line() {
        return FlatJson.write(values);
    }

    /** All, in order. */
    public Map<String, String> values() {
        return Map.copyOf(values);
    }

    public String kind() {
        return text("kind");
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public String text(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return value;
    }

    public @Nullable String optional(String name) {
        return values.get(name);
    }

    public Octets octets(String name) {
        return Octets.ofHex(text(name));
    }

    public int number(String name) {
        var count = count(name);
        if (count != (int) count) {
            throw new IllegalArgumentException("'" + name + "' is too large a number");
        }
        return (int) count;
    }

    public long count(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + name + "' is not a number", e);
        }
    }

    public Instant instant(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + name + "' is not a time", e);
        }
    }

    public Duration seconds(String name) {
        return Duration.ofSeconds(count(name));
    }

    public List<String> list(String name) {
        var value = values.get(name);
        return value == null ? List.of() : List.of(value.split(SEPARATOR, -1));
    }
}
