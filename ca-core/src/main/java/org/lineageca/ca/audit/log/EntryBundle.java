package org.lineageca.ca.audit.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.octets.Octets;

/** Entries one after the other, each behind its length of two octets (C2SP tlog-tiles). */
public final class EntryBundle {

    /** The longest entry. */
    public static final int LONGEST = 0xffff;

    private EntryBundle() {}

    public static Octets write(List<Octets> entries) {
        var bundle = new ByteArrayOutputStream();
        for (var entry : entries) {
            if (entry.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "an entry has %s octets, at most %s fit"
                                .formatted(entry.length(), LONGEST));
            }
            bundle.write(entry.length() >> 8);
            bundle.write(entry.length());
            bundle.writeBytes(entry.toArray());
        }
        return Octets.of(bundle.toByteArray());
    }

    /**
     * Takes it apart.
     *
     * @throws IllegalArgumentException if it ends within an entry
     */
    public static List<Octets> read(Octets bundle) {
        var rest = ByteBuffer.wrap(bundle.toArray());
        var entries = new ArrayList<Octets>();
        while (rest.hasRemaining()) {
            if (rest.remaining() < 2) {
                throw new IllegalArgumentException("the bundle ends within a length");
            }
            var length = Short.toUnsignedInt(rest.getShort());
            if (rest.remaining() < length) {
                throw new IllegalArgumentException("the bundle ends within an entry");
            }
            var entry = new byte[length];
            rest.get(entry);
            entries.add(Octets.of(entry));
        }
        return entries;
    }
}
