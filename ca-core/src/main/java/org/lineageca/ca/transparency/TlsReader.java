package org.lineageca.ca.transparency;

import org.lineageca.octets.Octets;

/** Reads what is written in the presentation language of TLS (RFC 5246 4). */
final class TlsReader {

    private final Octets octets;
    private int place;

    TlsReader(Octets octets) {
        this.octets = octets;
    }

    /** An unsigned number of so many octets, eight at most. */
    long number(int width) {
        var number = 0L;
        for (var octet : fixed(width).toArray()) {
            number = number << 8 | Byte.toUnsignedLong(octet);
        }
        return number;
    }

    /** An opaque of a fixed length. */
    Octets fixed(int length) {
        if (length > octets.length() - place) {
            throw new IllegalArgumentException("it ends in the middle of a value");
        }
        var part = octets.part(place, place + length);
        place += length;
        return part;
    }

    /** An opaque whose length is written before it, in so many octets. */
    Octets vector(int width) {
        return fixed(Math.toIntExact(number(width)));
    }

    boolean isAtEnd() {
        return place == octets.length();
    }

    void requireEnd() {
        if (!isAtEnd()) {
            throw new IllegalArgumentException("it goes on after its end");
        }
    }
}
