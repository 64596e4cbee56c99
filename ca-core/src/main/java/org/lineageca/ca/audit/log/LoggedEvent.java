package org.lineageca.ca.audit.log;

import java.time.Instant;
import org.lineageca.ca.json.CanonicalJson;
import org.lineageca.ca.json.FieldsReader;
import org.lineageca.octets.Octets;

/** What an entry says of its place. */
public record LoggedEvent(long sequence, Instant at) {

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException if it is not the entry of an event
     */
    public static LoggedEvent of(Octets entry) {
        var fields = FieldsReader.of(CanonicalJson.read(entry));
        return new LoggedEvent(fields.number("sequence"), fields.instant("at"));
    }
}
