package org.lineageca.ca.lint.rules;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.lint.LintFailedException;
import org.lineageca.ca.lint.StreamReader;
import org.lineageca.ca.x509.DerHeader;

/**
 * Reads a TBSCertList while it passes: what stands around the entries is kept and parsed by Bouncy
 * Castle at the end, the entries are looked at one by one. Shares nothing with the encoder.
 */
final class CrlStreamReader implements StreamReader<CrlUnderLint> {

    private static final int SEQUENCE = 0x30;
    private static final int EXTENSIONS = 0xa0;
    private static final int LARGEST_FRAME = 64 * 1024;
    private static final int LARGEST_ENTRY = 256;

    /** Version, algorithm, issuer, thisUpdate and nextUpdate come before the entries. */
    private static final int FIELDS_BEFORE_ENTRIES = 5;

    private final TbsCertList content;
    private final EntryReader entries = new EntryReader();

    /** Everything but header and entries. */
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();

    private byte[] carried = new byte[0];
    private boolean begun;
    private int fields;
    private long whole;
    private long passed;
    private long entriesEnd = -1;

    CrlStreamReader(TbsCertList content) {
        this.content = content;
    }

    @Override
    public void accept(byte[] octets, int to) {
        var from = octets;
        var end = to;
        if (carried.length > 0) {
            from = new byte[carried.length + to];
            System.arraycopy(carried, 0, from, 0, carried.length);
            System.arraycopy(octets, 0, from, carried.length, to);
            end = from.length;
        }
        var at = 0;
        for (var next = step(from, at, end); next > at; next = step(from, at, end)) {
            passed += next - at;
            at = next;
        }
        carried = Arrays.copyOfRange(from, at, end);
        if (carried.length > LARGEST_FRAME) {
            throw malformed("an element of it is larger than any we write");
        }
    }

    @Override
    public CrlUnderLint end() {
        if (carried.length > 0 || passed != whole || fields < FIELDS_BEFORE_ENTRIES) {
            throw malformed("it has " + (passed + carried.length) + " octets and says " + whole);
        }
        var fieldsAndExtensions = frame.toByteArray();
        var header = DerHeader.of(SEQUENCE, fieldsAndExtensions.length);
        var joined = Arrays.copyOf(header, header.length + fieldsAndExtensions.length);
        System.arraycopy(fieldsAndExtensions, 0, joined, header.length, fieldsAndExtensions.length);
        try {
            return new CrlUnderLint(content, TBSCertList.getInstance(joined), entries.seen());
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    /** Reads what is there in full at a place; returns the place behind it, or the same place. */
    private int step(byte[] octets, int at, int end) {
        var header = headerLength(octets, at, end);
        if (header == 0) {
            return at;
        }
        var length = contentLength(octets, at, header);
        if (!begun) {
            begun = true;
            whole = header + length;
            return at + header;
        }
        if (passed < entriesEnd) {
            return entry(octets, at, end, header, length);
        }
        var tag = octets[at] & 0xff;
        if (fields == FIELDS_BEFORE_ENTRIES && tag == SEQUENCE && entriesEnd < 0) {
            entriesEnd = passed + header + length;
            return at + header;
        }
        if (fields > FIELDS_BEFORE_ENTRIES
                || (fields == FIELDS_BEFORE_ENTRIES && tag != EXTENSIONS)) {
            throw malformed("it goes on behind its extensions");
        }
        if (at + header + length > end) {
            return at;
        }
        fields++;
        frame.write(octets, at, (int) (header + length));
        return (int) (at + header + length);
    }

    private int entry(byte[] octets, int at, int end, int header, long length) {
        if (octets[at] != SEQUENCE || header != 2 || length > LARGEST_ENTRY) {
            throw malformed("among the entries stands something else");
        }
        var behind = at + header + (int) length;
        if (behind > end) {
            return at;
        }
        entries.read(octets, at, behind);
        return behind;
    }

    /** Zero if it is not there in full. */
    private static int headerLength(byte[] octets, int at, int end) {
        if (end - at < 2) {
            return 0;
        }
        var first = octets[at + 1] & 0xff;
        var header = first < 0x80 ? 2 : 2 + (first & 0x7f);
        if (header > 7) {
            throw malformed("a length has " + (header - 2) + " octets");
        }
        return end - at < header ? 0 : header;
    }

    private static long contentLength(byte[] octets, int at, int header) {
        if (header == 2) {
            return octets[at + 1] & 0x7f;
        }
        var length = 0L;
        for (var i = at + 2; i < at + header; i++) {
            length = length << Byte.SIZE | (octets[i] & 0xff);
        }
        return length;
    }

    private static LintFailedException malformed(String why) {
        return new LintFailedException(List.of("what was encoded is no CRL: " + why));
    }
}
