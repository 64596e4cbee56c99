package org.lineageca.ocsp.crl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.protocol.RevocationReason;
import org.lineageca.octets.Octets;

/** A CRL of a large CA, which is written while it is read. */
class LargeCrlTest {

    private static final int ENTRIES = 1_000_000;
    private static final int ENTRIES_OF_A_PIECE = 1_000;

    /** A serial number of 16 octets and a time. */
    private static final int ENTRY_LENGTH = 35;

    private static final long MOST_RETAINED = 60L << 20;
    private static final String REVOKED_AT = "261101120000Z";
    private static final byte[] ECDSA_SHA256 = hex("300a06082a8648ce3d040302");
    private static final KeyPair KEY = TestAuthority.newKey();

    private final byte[] name;

    LargeCrlTest() throws IOException {
        name = new X500Name("CN=Large CA").getEncoded();
    }

    @Test
    void aMillionEntriesAreReadAndHeldInSixtyMegabytes() throws Exception {
        var signature = signature();
        var before = usedAfterCollection();

        var crl =
                CrlReader.read(
                        crl(signature),
                        1L << 26,
                        Octets.of(name),
                        Octets.of(KEY.getPublic().getEncoded()));

        assertThat(usedAfterCollection() - before).isLessThan(MOST_RETAINED);
        assertThat(crl.revoked().size()).isEqualTo(ENTRIES);
        var revoked =
                new CertificateStatus.Revoked(
                        Instant.parse("2026-11-01T12:00:00Z"), RevocationReason.UNSPECIFIED);
        for (var i = 0; i < ENTRIES; i += 997) {
            assertThat(crl.revoked().find(Octets.of(serial(i)))).contains(revoked);
        }
        assertThat(crl.revoked().find(Octets.of(serial(ENTRIES)))).isEmpty();
    }

    private static long usedAfterCollection() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private InputStream crl(byte[] signature) {
        var bits = ByteBuffer.allocate(signature.length + 1).put((byte) 0).put(signature).array();
        var end = joined(ECDSA_SHA256, element(0x03, bits));
        var length = header(0x30, signedLength()).length + signedLength() + end.length;
        return inSequence(
                Stream.of(Stream.of(header(0x30, length)), signed(), Stream.of(end))
                        .flatMap(parts -> parts)
                        .iterator());
    }

    private byte[] signature() throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(KEY.getPrivate());
        for (var parts = signed().iterator(); parts.hasNext(); ) {
            signature.update(parts.next());
        }
        return signature.sign();
    }

    /** TBSCertList (RFC 5280 5.1.2), piece by piece. */
    private Stream<byte[]> signed() {
        return Stream.concat(
                Stream.of(header(0x30, signedLength()), fields(), header(0x30, listLength())),
                IntStream.range(0, ENTRIES / ENTRIES_OF_A_PIECE).mapToObj(LargeCrlTest::piece));
    }

    private int signedLength() {
        return fields().length + header(0x30, listLength()).length + listLength();
    }

    private static int listLength() {
        return ENTRIES * ENTRY_LENGTH;
    }

    private byte[] fields() {
        return joined(
                hex("020101"), ECDSA_SHA256, name, time("261120120000Z"), time("261127120000Z"));
    }

    private static byte[] piece(int number) {
        var piece = ByteBuffer.allocate(ENTRIES_OF_A_PIECE * ENTRY_LENGTH);
        for (var i = 0; i < ENTRIES_OF_A_PIECE; i++) {
            var serial = element(0x02, serial(number * ENTRIES_OF_A_PIECE + i));
            piece.put(element(0x30, joined(serial, time(REVOKED_AT))));
        }
        return piece.array();
    }

    /** Scattered: a CA's serial numbers are random. */
    private static byte[] serial(int number) {
        var scattered = number * 0x9e3779b97f4a7c15L;
        return ByteBuffer.allocate(16)
                .putLong((scattered >>> 2) | 1L << 62)
                .putLong(number)
                .array();
    }

    private static byte[] time(String utc) {
        return element(0x17, utc.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] element(int tag, byte[] content) {
        return joined(header(tag, content.length), content);
    }

    private static byte[] header(int tag, int length) {
        return length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : ByteBuffer.allocate(6).put((byte) tag).put((byte) 0x84).putInt(length).array();
    }

    private static byte[] joined(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        List.of(parts).forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static InputStream inSequence(Iterator<byte[]> parts) {
        return new InputStream() {
            private ByteBuffer part = ByteBuffer.allocate(0);

            @Override
            public int read() {
                return hasMore() ? part.get() & 0xff : -1;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                if (!hasMore()) {
                    return -1;
                }
                var count = Math.min(length, part.remaining());
                part.get(into, from, count);
                return count;
            }

            private boolean hasMore() {
                while (!part.hasRemaining() && parts.hasNext()) {
                    part = ByteBuffer.wrap(parts.next());
                }
                return part.hasRemaining();
            }
        };
    }
}
