package org.lineageca.ca.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.lineageca.octets.Octets;

/**
 * Takes an object apart; what nobody asked for is refused at its end.
 *
 * <p>Every method throws IllegalArgumentException, naming the field, if it is not there or is
 * something else.
 */
public final class FieldsReader {

    private final NavigableMap<String, Json> rest;

    private FieldsReader(NavigableMap<String, Json> rest) {
        this.rest = rest;
    }

    public static FieldsReader of(Json value) {
        if (!(value instanceof Json.Fields(var fields))) {
            throw new IllegalArgumentException("an object is missing where one belongs");
        }
        return new FieldsReader(new TreeMap<>(fields));
    }

    /** Reads a whole object with nothing left over. */
    public static <T> T read(Json value, Function<FieldsReader, T> read) {
        var reader = of(value);
        var result = read.apply(reader);
        if (!reader.rest.isEmpty()) {
            throw new IllegalArgumentException(
                    "the field '" + reader.rest.firstKey() + "' is not known");
        }
        return result;
    }

    public Json value(String name) {
        var value = rest.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("the field '" + name + "' is missing");
        }
        return value;
    }

    public String text(String name) {
        return text(name, value(name));
    }

    public Optional<String> optionalText(String name) {
        return rest.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
    }

    public long number(String name) {
        if (value(name) instanceof Json.Whole(var number)) {
            return number;
        }
        throw new IllegalArgumentException("the field '" + name + "' is no whole number");
    }

    public Optional<Long> optionalNumber(String name) {
        return rest.containsKey(name) ? Optional.of(number(name)) : Optional.empty();
    }

    /** Reads hexadecimal digits. */
    public Octets octets(String name) {
        try {
            return Octets.ofHex(text(name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the field '" + name + "' is not in hexadecimal digits", e);
        }
    }

    public Octets sha256(String name) {
        var octets = octets(name);
        if (octets.length() != 32) {
            throw new IllegalArgumentException("the field '" + name + "' is no SHA-256");
        }
        return octets;
    }

    public Optional<Octets> optionalSha256(String name) {
        return rest.containsKey(name) ? Optional.of(sha256(name)) : Optional.empty();
    }

    public Instant instant(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("the field '" + name + "' is no time", e);
        }
    }

    public List<String> texts(String name) {
        return items(name, item -> text(name, item));
    }

    public <T> List<T> items(String name, Function<Json, T> read) {
        if (value(name) instanceof Json.Items(var items)) {
            return items.stream().map(read).toList();
        }
        throw new IllegalArgumentException("the field '" + name + "' is no array");
    }

    private static String text(String name, Json value) {
        if (value instanceof Json.Text(var string)) {
            return string;
        }
        throw new IllegalArgumentException("the field '" + name + "' is no string");
    }
}
