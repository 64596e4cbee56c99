package org.lineageca.ocsp.protocol;

import java.util.Arrays;
import org.lineageca.octets.Octets;

/**
 * Walks through DER (X.690 clause 10) of a known grammar.
 *
 * <p>It never descends on its own, so nesting in the input costs nothing, and every step is bounded
 * by the element it is in. Lengths must be definite and minimal, tags one octet.
 */
final class DerCursor {

    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int NULL = 0x05;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;

    private final byte[] der;
    private final int end;
    private int position;

    private DerCursor(byte[] der, int position, int end) {
        this.der = der;
        this.position = position;
        this.end = end;
    }

    static DerCursor over(byte[] der) {
        return new DerCursor(der, 0, der.length);
    }

    /** The tag octet [number], constructed and context-specific. */
    static int context(int number) {
        return 0xa0 | number;
    }

    boolean atEnd() {
        return position == end;
    }

    /** Whether the next element has this tag. */
    boolean at(int tag) {
        return position < end && (der[position] & 0xff) == tag;
    }

    /** Goes past the next element and returns a cursor over its contents. */
    DerCursor enter(int tag) throws MalformedDerException {
        if (!at(tag)) {
            throw new MalformedDerException(
                    "expected tag 0x%02x at octet %d".formatted(tag, position));
        }
        position++;
        var length = length();
        if (length > end - position) {
            throw new MalformedDerException("element runs past its frame at octet " + position);
        }
        var contents = new DerCursor(der, position, position + length);
        position += length;
        return contents;
    }

    Octets contents(int tag) throws MalformedDerException {
        var inner = enter(tag);
        return Octets.of(Arrays.copyOfRange(der, inner.position, inner.end));
    }

    /** The octets from here to the end of the next element, which has this tag. */
    Octets whole(int tag) throws MalformedDerException {
        var start = position;
        enter(tag);
        return Octets.of(Arrays.copyOfRange(der, start, position));
    }

    void skip(int tag) throws MalformedDerException {
        enter(tag);
    }

    void expectEnd(String what) throws MalformedDerException {
        if (!atEnd()) {
            throw new MalformedDerException("unexpected octets after " + what);
        }
    }

    private int length() throws MalformedDerException {
        var first = octet();
        if (first < 0x80) {
            return first;
        }
        var count = first & 0x7f;
        // Two octets reach 65,535; nothing longer is let in.
        if (count < 1 || count > 2) {
            throw new MalformedDerException("length of %d octets".formatted(count));
        }
        var length = octet();
        if (count == 2) {
            length = (length << 8) | octet();
        }
        if (length < 0x80 || (count == 2 && length < 0x100)) {
            throw new MalformedDerException("length is not minimal at octet " + position);
        }
        return length;
    }

    private int octet() throws MalformedDerException {
        if (atEnd()) {
            throw new MalformedDerException("ends inside an element");
        }
        return der[position++] & 0xff;
    }
}
