package org.lineageca.publisher.testpki;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.lineageca.publisher.guard.Octets;

/**
 * A complete CRL of any size, written as a stream: serials of 16 octets in ascending order, dates
 * over half a year, two of three entries with a reason.
 *
 * @param authority with a P-256 key
 * @param entries how many serials there are
 * @param leaveOut every so manieth serial is not in it; 0: all are
 */
public record LargeCrl(
        TestAuthority authority, long number, Instant thisUpdate, int entries, int leaveOut) {

    private static final byte[] ALGORITHM = HexFormat.of().parseHex("300a06082a8648ce3d040302");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] REASON = HexFormat.of().parseHex("300c300a0603551d1504030a0101");
    private static final int BARE = 2 + 18 + 15;
    private static final Duration LIFETIME = Duration.ofDays(7);
    private static final Duration DATES = Duration.ofDays(180);

    /** How many entries it has. */
    public int count() {
        return leaveOut == 0 ? entries : entries - Math.ceilDiv(entries, leaveOut);
    }

    /** All of it in memory, with its row. */
    public TestCrl row(Path file) throws IOException {
        var tbsSha256 = write(file);
        return new TestCrl(
                "complete",
                number,
                null,
                thisUpdate,
                thisUpdate.plus(LIFETIME),
                count(),
                tbsSha256,
                Octets.of(Files.readAllBytes(file)));
    }

    /** Writes it; returns SHA-256 of its TBSCertList. */
    public Octets write(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            writeToBeSigned(new DigestStream(digest));
            var tbsSha256 = digest.digest();
            var signer = Signature.getInstance("NONEwithECDSA");
            signer.initSign(authority.keys().getPrivate());
            signer.update(tbsSha256);
            var signature = value(0x03, join(new byte[1], signer.sign()));
            try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                out.write(header(0x30, toBeSigned() + ALGORITHM.length + signature.length));
                writeToBeSigned(out);
                out.write(ALGORITHM);
                out.write(signature);
            }
            return Octets.of(tbsSha256);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static final class DigestStream extends OutputStream {
        private final MessageDigest digest;

        DigestStream(MessageDigest digest) {
            this.digest = digest;
        }

        @Override
        public void write(int octet) {
            digest.update((byte) octet);
        }

        @Override
        public void write(byte[] octets, int from, int count) {
            digest.update(octets, from, count);
        }
    }

    private long toBeSigned() {
        var content = content();
        return header(0x30, content).length + content;
    }

    private long content() {
        return head().length + header(0x30, revoked()).length + revoked() + extensions().length;
    }

    private long revoked() {
        var length = 0L;
        for (var i = 0; i < entries; i++) {
            length += has(i) ? BARE + (i % 3 == 0 ? 0 : REASON.length) : 0;
        }
        return length;
    }

    private boolean has(int i) {
        return leaveOut == 0 || i % leaveOut != 0;
    }

    private void writeToBeSigned(OutputStream out) throws IOException {
        out.write(header(0x30, content()));
        out.write(head());
        out.write(header(0x30, revoked()));
        var entry = ByteBuffer.allocate(BARE + REASON.length);
        for (var i = 0; i < entries; i++) {
            if (has(i)) {
                put(entry.clear(), i);
                out.write(entry.array(), 0, entry.position());
            }
        }
        out.write(extensions());
    }

    private void put(ByteBuffer entry, int i) {
        var mixed = mix(i);
        var reasoned = i % 3 != 0;
        entry.put((byte) 0x30).put((byte) (BARE - 2 + (reasoned ? REASON.length : 0)));
        entry.put((byte) 2).put((byte) 16);
        entry.putLong(
                0x1000_0000_0000_0000L + i * 0x0000_0100_0000_0000L + (mixed & 0xff_ffff_ffffL));
        entry.putLong(mixed);
        var seconds = Long.remainderUnsigned(mixed, DATES.toSeconds());
        putTime(entry, thisUpdate.minusSeconds(seconds));
        if (reasoned) {
            entry.put(REASON, 0, REASON.length - 1).put((byte) (i % 3 == 1 ? 1 : 4));
        }
    }

    /** As a formatter would, without its objects. */
    private static void putTime(ByteBuffer entry, Instant instant) {
        var time = instant.atOffset(ZoneOffset.UTC);
        entry.put((byte) 0x17).put((byte) 13);
        two(entry, time.getYear() % 100);
        two(entry, time.getMonthValue());
        two(entry, time.getDayOfMonth());
        two(entry, time.getHour());
        two(entry, time.getMinute());
        two(entry, time.getSecond());
        entry.put((byte) 'Z');
    }

    private static void two(ByteBuffer entry, int number) {
        entry.put((byte) ('0' + number / 10)).put((byte) ('0' + number % 10));
    }

    /** SplitMix64. */
    private static long mix(long i) {
        var z = (i + 1) * 0x9e37_79b9_7f4a_7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return z ^ (z >>> 31);
    }

    private byte[] head() {
        return join(
                value(0x02, new byte[] {1}),
                ALGORITHM,
                authority.subject().toArray(),
                time(thisUpdate),
                time(thisUpdate.plus(LIFETIME)));
    }

    private static byte[] time(Instant instant) {
        return value(0x17, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] extensions() {
        var key = value(0x30, value(0x80, authority.keyIdentifier()));
        var counted = value(0x02, BigInteger.valueOf(number).toByteArray());
        return value(
                0xa0, value(0x30, join(extension("551d23", key), extension("551d14", counted))));
    }

    private static byte[] extension(String id, byte[] content) {
        return value(0x30, join(value(0x06, HexFormat.of().parseHex(id)), value(0x04, content)));
    }

    private static byte[] value(int tag, byte[] content) {
        return join(header(tag, content.length), content);
    }

    private static byte[] header(int tag, long length) {
        if (length < 0x80) {
            return new byte[] {(byte) tag, (byte) length};
        }
        var octets = (64 - Long.numberOfLeadingZeros(length) + 7) / 8;
        var header = ByteBuffer.allocate(2 + octets).put((byte) tag).put((byte) (0x80 | octets));
        for (var i = octets - 1; i >= 0; i--) {
            header.put((byte) (length >>> (8 * i)));
        }
        return header.array();
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
