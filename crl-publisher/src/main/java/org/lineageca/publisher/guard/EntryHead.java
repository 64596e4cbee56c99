package org.lineageca.publisher.guard;

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
