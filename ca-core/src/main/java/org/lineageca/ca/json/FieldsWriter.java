package org.lineageca.ca.json;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/** Puts an object together; what is null is left out. */
public final class FieldsWriter {

    private final TreeMap<String, Json> fields = new TreeMap<>();

    public FieldsWriter text(String name, @Nullable String value) {
        return value == null ? this : value(name, new Json.Text(value));
    }

    public FieldsWriter number(String name, @Nullable Number value) {
        return value == null ? this : value(name, new Json.Whole(value.longValue()));
    }

    /** Lower-case hexadecimal digits. */
    public FieldsWriter octets(String name, @Nullable Octets value) {
        return value == null ? this : text(name, value.toHex());
    }

    public FieldsWriter texts(String name, List<String> values) {
        return items(name, values, Json.Text::new);
    }

    public <T> FieldsWriter items(String name, List<T> values, Function<T, Json> write) {
        return value(name, new Json.Items(values.stream().map(write).toList()));
    }

    public FieldsWriter value(String name, Json value) {
        if (fields.put(name, value) != null) {
            throw new IllegalArgumentException("the field '" + name + "' is written twice");
        }
        return this;
    }

    public Json.Fields end() {
        return new Json.Fields(fields);
    }
}
