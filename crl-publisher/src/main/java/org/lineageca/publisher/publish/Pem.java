package org.lineageca.publisher.publish;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.lineageca.publisher.guard.Octets;

/** Textual encoding (RFC 7468), made piece by piece. */
final class Pem {

    private static final int BYTES_A_LINE = 48;
    private static final int BYTES_A_PIECE = BYTES_A_LINE * 1024;

    private Pem() {}

    /**
     * Encodes DER.
     *
     * @param label {@code CERTIFICATE} or {@code X509 CRL}
     */
    static Octets encode(String label, Octets der) {
        var first = ascii("-----BEGIN " + label + "-----\n");
        var last = ascii("-----END " + label + "-----\n");
        var lines = (der.length() + BYTES_A_LINE - 1) / BYTES_A_LINE;
        var characters = Math.ceilDiv(der.length(), 3) * 4;
        var text =
                ByteBuffer.allocateDirect(
                        Math.addExact(first.length + last.length + lines, characters));
        text.put(first);
        var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        for (var from = 0; from < der.length(); from += BYTES_A_PIECE) {
            var to = Math.min(from + BYTES_A_PIECE, der.length());
            text.put(encoder.encode(der.slice(from, to).toArray())).put((byte) '\n');
        }
        return Octets.takenOver(text.put(last).flip());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
