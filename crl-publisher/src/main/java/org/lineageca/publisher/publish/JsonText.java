package org.lineageca.publisher.publish;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON (RFC 8259) on one line. */
public final class JsonText {

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    /**
     * Of a mapping, a list, a number, a truth value or null; of all else what it says of itself.
     */
    public static String of(@Nullable Object value) {
        var json = new JsonText();
        json.add(value);
        return json.text.toString();
    }

    private void add(@Nullable Object value) {
        switch (value) {
            case null -> text.append("null");
            case Map<?, ?> map -> {
                text.append('{');
                var entries = map.entrySet().iterator();
                while (entries.hasNext()) {
                    var entry = entries.next();
                    quote(String.valueOf(entry.getKey()));
                    text.append(':');
                    add(entry.getValue());
                    comma(entries);
                }
                text.append('}');
            }
            case Iterable<?> list -> {
                text.append('[');
                var elements = list.iterator();
                while (elements.hasNext()) {
                    add(elements.next());
                    comma(elements);
                }
                text.append(']');
            }
            case Number number -> text.append(number);
            case Boolean truth -> text.append(truth);
            default -> quote(value.toString());
        }
    }

    private void comma(Iterator<?> more) {
        if (more.hasNext()) {
            text.append(',');
        }
    }

    private void quote(String string) {
        text.append('"');
        string.chars()
                .forEach(c -> {
                    if (c == '"' || c == '\\') {
                        text.append('\\').append((char) c);
                    } else if (c < ' ') {
                        text.append("\\u%04x".formatted(c));
                    } else {
                        text.append((char) c);
                    }
                });
        text.append('"');
    }
}
