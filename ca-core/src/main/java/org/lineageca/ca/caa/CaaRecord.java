package org.lineageca.ca.caa;

import java.util.Locale;

/**
 * A CAA resource record (RFC 8659 4.1).
 *
 * @param critical whether a CA that does not know the property must not issue
 * @param tag the property's, in lower case; tags match whatever the case
 * @param value its octets, each as a character
 */
public record CaaRecord(boolean critical, String tag, String value) {

    private static final int CRITICAL = 128;
    private static final int LONGEST_SHOWN = 100;

    public CaaRecord {
        if (!tag.matches("[A-Za-z0-9]{1,255}")) {
            throw new IllegalArgumentException(
                    "the tag of a CAA record is not letters and digits (RFC 8659 4.1)");
        }
        tag = tag.toLowerCase(Locale.ROOT);
    }

    /** As in zone files (RFC 8659 4.1.1), cut short and without what cannot be printed. */
    @Override
    public String toString() {
        var shown =
                value.length() > LONGEST_SHOWN ? value.substring(0, LONGEST_SHOWN) + "..." : value;
        return "CAA %d %s \"%s\""
                .formatted(critical ? CRITICAL : 0, tag, shown.replaceAll("[^\\x20-\\x7e]", "?"));
    }
}
