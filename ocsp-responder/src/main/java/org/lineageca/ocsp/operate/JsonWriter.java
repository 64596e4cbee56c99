package org.lineageca.ocsp.operate;

import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One JSON object (RFC 8259), member by member. */
final class JsonWriter {

    private final StringBuilder text;
    private boolean first = true;

    private JsonWriter(StringBuilder text) {
        this.text = text;
    }

    static String object(Consumer<JsonWriter> members) {
        var text = new StringBuilder();
        write(text, members);
        return text.toString();
    }

    private static void write(StringBuilder text, Consumer<JsonWriter> members) {
        text.append('{');
        members.accept(new JsonWriter(text));
        text.append('}');
    }

    JsonWriter with(String name, String value) {
        name(name);
        quote(value);
        return this;
    }

    JsonWriter with(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    JsonWriter with(String name, long value) {
        name(name).append(value);
        return this;
    }

    /** A number to three digits after the point, or null. */
    JsonWriter with(String name, @Nullable Double value) {
        name(name).append(value == null ? "null" : String.format(Locale.ROOT, "%.3f", value));
        return this;
    }

    /** A time in ISO 8601, or null. */
    JsonWriter with(String name, @Nullable Instant value) {
        if (value == null) {
            name(name).append("null");
            return this;
        }
        return with(name, value.toString());
    }

    JsonWriter with(String name, Consumer<JsonWriter> members) {
        write(name(name), members);
        return this;
    }

    JsonWriter with(String name, Collection<String> values) {
        name(name).append('[');
        var separator = "";
        for (var value : values) {
            text.append(separator);
            quote(value);
            separator = ",";
        }
        text.append(']');
        return this;
    }

    /** An array of objects. */
    <T> JsonWriter with(String name, Collection<T> values, BiConsumer<JsonWriter, T> members) {
        name(name).append('[');
        var separator = "";
        for (var value : values) {
            text.append(separator);
            write(text, object -> members.accept(object, value));
            separator = ",";
        }
        text.append(']');
        return this;
    }

    private StringBuilder name(String name) {
        if (!first) {
            text.append(',');
        }
        first = false;
        quote(name);
        return text.append(':');
    }

    private void quote(String value) {
        text.append('"');
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
