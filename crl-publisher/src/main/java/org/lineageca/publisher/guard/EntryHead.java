package org.lineageca.publisher.guard;

import java.util.Arrays;

/** Where an entry's parts lie, and its serial to compare; filled again and again. */
final class EntryHead {

    /** A SEQUENCE header and an INTEGER header. */
    private static final int HEADERS = 8;

    private static final int LONGEST_SERIAL = 20;

    final SerialKey key = new SerialKey();
    private final Window window;
    private int serial;
    private int length;
    private int end;

    EntryHead(Window window) {
        this.window = window;
    }

    /** Reads the entry that starts at a position and is known to be well formed. */
    EntryHead at(int start) {
        var index = window.index(start, HEADERS + LONGEST_SERIAL);
        var bytes = window.bytes();
        int octets = bytes[index + 1];
        var content = 2;
        if (octets < 0) {
            var more = octets & 0x7f;
            for (octets = 0; more > 0; more--) {
                octets = (octets << 8) | (bytes[index + content++] & 0xff);
            }
        }
        end = start + content + octets;
        serial = start + content + 2;
        length = bytes[index + content + 1];
        key.set(bytes, index + content + 2, length);
        return this;
    }

    /**
     * How many octets of whole entries are the same from here on and from there on, as far as both
     * windows reach.
     */
    int common(int start, int end, EntryHead there, int thereStart, int thereEnd) {
        var mine = window.index(start, HEADERS);
        var theirs = there.window.index(thereStart, HEADERS);
        var most =
                Math.min(
                        Math.min(window.available(start), end - start),
                        Math.min(there.window.available(thereStart), thereEnd - thereStart));
        var bytes = window.bytes();
        var same =
                Arrays.mismatch(
                        bytes, mine, mine + most, there.window.bytes(), theirs, theirs + most);
        var whole = 0;
        var octets = same < 0 ? most : same;
        // A length of one octet: entries with a longer one are compared by their serials.
        while (whole + 2 <= octets
                && bytes[mine + whole + 1] >= 0
                && whole + 2 + bytes[mine + whole + 1] <= octets) {
            whole += 2 + bytes[mine + whole + 1];
        }
        return whole;
    }

    /** Where the serial's INTEGER starts. */
    int integer() {
        return serial - 2;
    }

    int serial() {
        return serial;
    }

    /** Of the serial, in octets. */
    int length() {
        return length;
    }

    /** Where the next entry starts. */
    int end() {
        return end;
    }
}
