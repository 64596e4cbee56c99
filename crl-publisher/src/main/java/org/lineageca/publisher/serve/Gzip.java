package org.lineageca.publisher.serve;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.lineageca.publisher.guard.Octets;

/** Files in the gzip format (RFC 1952), made outside the heap. */
final class Gzip {

    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};
    private static final int TRAILER_LENGTH = 8;
    private static final int WORTH_PERCENT = 90;

    /** What is smaller fits into a packet or two anyway. */
    private static final int SMALLEST = 512;

    private static final int LARGEST = 64 * 1024 * 1024;

    private Gzip() {}

    /** The content compressed; nothing where that does not make it a tenth smaller. */
    static Optional<Octets> compress(Octets content) {
        if (content.length() < SMALLEST || content.length() > LARGEST) {
            return Optional.empty();
        }
        var room = (int) ((long) content.length() * WORTH_PERCENT / 100);
        var out = ByteBuffer.allocateDirect(room).order(ByteOrder.LITTLE_ENDIAN).put(HEADER);
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(content.buffer());
            deflater.finish();
            while (!deflater.finished()) {
                if (deflater.deflate(out) == 0 && !deflater.finished()) {
                    return Optional.empty();
                }
            }
        } finally {
            deflater.end();
        }
        if (out.remaining() < TRAILER_LENGTH) {
            return Optional.empty();
        }
        var checksum = new CRC32();
        checksum.update(content.buffer());
        out.putInt((int) checksum.getValue()).putInt(content.length()).flip();
        // What is kept is as large as it must be.
        return Optional.of(
                Octets.takenOver(ByteBuffer.allocateDirect(out.remaining()).put(out).flip()));
    }

    /** Whether an Accept-Encoding (RFC 9110 12.5.3) asks for it by name. */
    static boolean isAccepted(String header) {
        for (var member : header.split(",", -1)) {
            var parts = member.split(";", -1);
            var name = parts[0].strip();
            if (name.equalsIgnoreCase("gzip") || name.equalsIgnoreCase("x-gzip")) {
                return parts.length < 2 || !parts[1].strip().matches("[qQ]=0(\\.0*)?");
            }
        }
        return false;
    }
}
