package org.lineageca.ca.exchange;

import java.io.ByteArrayOutputStream;
import org.lineageca.octets.Octets;

/** Octets in the characters that a QR code stores best (RFC 9285). */
final class Base45 {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private static final int BASE = ALPHABET.length();

    private Base45() {}

    static String encode(Octets octets) {
        var bytes = octets.toArray();
        var text = new StringBuilder(bytes.length * 3 / 2 + 2);
        for (var i = 0; i < bytes.length; i += 2) {
            var pair = i + 1 < bytes.length;
            var value = pair ? ((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff) : bytes[i] & 0xff;
            for (var digits = pair ? 3 : 2; digits > 0; digits--) {
                text.append(ALPHABET.charAt(value % BASE));
                value /= BASE;
            }
        }
        return text.toString();
    }

    /**
     * Decodes.
     *
     * @throws IllegalArgumentException if it is no Base45
     */
    static Octets decode(String text) {
        if (text.length() % 3 == 1) {
            throw new IllegalArgumentException("a character of Base45 is missing or too many");
        }
        var octets = new ByteArrayOutputStream(text.length() * 2 / 3);
        for (var i = 0; i < text.length(); i += 3) {
            var digits = Math.min(3, text.length() - i);
            var value = 0;
            for (var digit = digits - 1; digit >= 0; digit--) {
                value = value * BASE + digit(text.charAt(i + digit));
            }
            if (value > (digits == 3 ? 0xffff : 0xff)) {
                throw new IllegalArgumentException(
                        "'" + text.substring(i, i + digits) + "' is no Base45");
            }
            if (digits == 3) {
                octets.write(value >>> 8);
            }
            octets.write(value);
        }
        return Octets.of(octets.toByteArray());
    }

    private static int digit(char character) {
        var digit = ALPHABET.indexOf(character);
        if (digit < 0) {
            throw new IllegalArgumentException("'" + character + "' is no character of Base45");
        }
        return digit;
    }
}
