package org.lineageca.ocsp.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A complete HTTP/1.1 GET that nothing in its header makes special: no body, no condition, the
 * connection to be kept. It is held to the letter of RFC 9112, so that whatever a codec might
 * refuse or read otherwise is left to one.
 *
 * @param target the request-target
 * @param end after its last octet
 */
record PlainGet(String target, int end) {

    private static final byte[] BEGIN = ascii("GET /");
    private static final byte[] VERSION = ascii(" HTTP/1.1\r\n");
    private static final byte[] KEEP_ALIVE = ascii("connection: keep-alive\r\n");

    /**
     * How names of header fields begin that may change what is to be done: Connection, Content-*,
     * Transfer-Encoding, Trailer, TE, Upgrade, Expect, If-*.
     */
    private static final List<byte[]> SPECIAL =
            List.of(
                    ascii("con"),
                    ascii("te"),
                    ascii("tra"),
                    ascii("upg"),
                    ascii("exp"),
                    ascii("if-"));

    private static final int LAST_ASCII = 0x7f;

    /** tchar (RFC 9110 5.6.2), by octet. */
    private static final boolean[] NAME = new boolean[LAST_ASCII + 1];

    static {
        for (var c = 0; c < NAME.length; c++) {
            NAME[c] = Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
        }
    }

    /**
     * Reads one that begins there.
     *
     * @return null if this is anything else, or not complete
     */
    static @Nullable PlainGet in(byte[] octets, int begin, int end) {
        if (!has(octets, begin, end, BEGIN)) {
            return null;
        }
        var target = begin + BEGIN.length - 1;
        var space = target;
        while (space < end && octets[space] > ' ' && octets[space] < LAST_ASCII) {
            space++;
        }
        if (!has(octets, space, end, VERSION)) {
            return null;
        }
        var empty = afterFields(octets, space + VERSION.length, end);
        return empty < 0
                ? null
                : new PlainGet(
                        new String(octets, target, space - target, StandardCharsets.ISO_8859_1),
                        empty + 2);
    }

    /** Where the empty line after the header fields begins; -1 without one, or if one matters. */
    private static int afterFields(byte[] octets, int begin, int end) {
        var line = begin;
        while (line + 1 < end) {
            if (octets[line] == '\r') {
                return octets[line + 1] == '\n' ? line : -1;
            }
            var next = afterField(octets, line, end);
            if (next < 0 || isSpecial(octets, line, next)) {
                return -1;
            }
            line = next;
        }
        return -1;
    }

    /** Where the line after this field begins; -1 if it is not written as it should be. */
    private static int afterField(byte[] octets, int line, int end) {
        var at = line;
        while (at < end && octets[at] >= 0 && NAME[octets[at]]) {
            at++;
        }
        if (at == line || at == end || octets[at] != ':') {
            return -1;
        }
        while (at < end && isText(octets[at])) {
            at++;
        }
        return at + 1 < end && octets[at] == '\r' && octets[at + 1] == '\n' ? at + 2 : -1;
    }

    private static boolean isText(byte octet) {
        return (octet >= ' ' && octet < LAST_ASCII) || octet == '\t';
    }

    private static boolean isSpecial(byte[] octets, int line, int next) {
        for (var name : SPECIAL) {
            if (hasInAnyCase(octets, line, next, name)) {
                return next - line != KEEP_ALIVE.length
                        || !hasInAnyCase(octets, line, next, KEEP_ALIVE);
            }
        }
        return false;
    }

    private static boolean has(byte[] octets, int place, int end, byte[] part) {
        if (end - place < part.length) {
            return false;
        }
        for (var i = 0; i < part.length; i++) {
            if (octets[place + i] != part[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether this stands there.
     *
     * @param part in lower case
     */
    private static boolean hasInAnyCase(byte[] octets, int place, int end, byte[] part) {
        if (end - place < part.length) {
            return false;
        }
        for (var i = 0; i < part.length; i++) {
            var octet = octets[place + i];
            var lower = octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet;
            if (lower != part[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
