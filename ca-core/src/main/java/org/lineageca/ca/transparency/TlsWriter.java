package org.lineageca.ca.transparency;

import java.io.ByteArrayOutputStream;
import org.lineageca.octets.Octets;

/** Writes in the presentation language of TLS (RFC 5246 4). */
final class TlsWriter {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    /** An unsigned number in so many octets. */
    TlsWriter number(int width, long number) {
        if (width < Long.BYTES && number >>> (width * Byte.SIZE) != 0) {
            throw new IllegalArgumentException(number + " has no room in " + width + " octets");
        }
        for (var shift = (width - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            written.write((int) (number >>> shift));
        }
        return this;
    }

    TlsWriter fixed(Octets octets) {
        written.writeBytes(octets.toArray());
        return this;
    }

    /** An opaque, its length before it. */
    TlsWriter vector(int width, Octets octets) {
        return number(width, octets.length()).fixed(octets);
    }

    Octets octets() {
        return Octets.of(written.toByteArray());
    }
}
