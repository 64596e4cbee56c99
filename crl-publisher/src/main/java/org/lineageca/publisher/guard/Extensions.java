package org.lineageca.publisher.guard;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The extensions of a CRL or certificate (RFC 5280 4.2), each at most once. */
record Extensions(Map<ObjectIdentifier, Extension> all) {

    private static final int MOST = 64;

    /**
     * One extension.
     *
     * @param value what the OCTET STRING wraps: one well-formed DER value
     */
    record Extension(boolean critical, Octets value) {}

    /** What reads the inside of an extension's value. */
    interface Content<T> {
        T read(DerCursor in) throws MalformedDerException;
    }

    static Extensions read(DerCursor in) throws MalformedDerException {
        var all = new LinkedHashMap<ObjectIdentifier, Extension>();
        var list = in.enter(DerCursor.SEQUENCE);
        do {
            var extension = in.enter(DerCursor.SEQUENCE);
            var id = ObjectIdentifier.read(in);
            var critical = in.trueIfPresent();
            var value = in.content(DerCursor.OCTET_STRING);
            in.leave(extension);
            var inside = new DerCursor(value);
            inside.anything();
            if (inside.more() || all.put(id, new Extension(critical, value)) != null) {
                throw in.malformed(
                        "extension " + id + " is there twice or holds more than one value");
            }
            if (all.size() > MOST) {
                throw in.malformed("more than " + MOST + " extensions");
            }
        } while (in.more());
        in.leave(list);
        return new Extensions(Map.copyOf(all));
    }

    /** The value of an extension, or null where it is absent. */
    <T> @Nullable T value(ObjectIdentifier id, Content<T> content) throws MalformedDerException {
        var extension = all.get(id);
        if (extension == null) {
            return null;
        }
        var in = new DerCursor(extension.value());
        var value = content.read(in);
        if (in.more()) {
            throw in.malformed("extension " + id + " holds more than its value");
        }
        return value;
    }

    boolean critical(ObjectIdentifier id) {
        var extension = all.get(id);
        return extension != null && extension.critical();
    }

    /** A critical extension that is not among those that may be critical. */
    Optional<String> criticalBeyond(Set<ObjectIdentifier> allowed) {
        return all.entrySet().stream()
                .filter(entry -> entry.getValue().critical() && !allowed.contains(entry.getKey()))
                .map(entry -> entry.getKey().toString())
                .sorted()
                .findFirst();
    }
}
