package org.lineageca.ca.crl;

import org.lineageca.ca.x509.DerHeader;
import org.lineageca.octets.Octets;

/**
 * Writes a TBSCertList as DER, piece by piece, while its entries come (RFC 5280 5.1; ADR 0029).
 * Holds one piece and nothing of the entries before it.
 */
public final class TbsCertListWriter {

    /** Takes what is written. */
    @FunctionalInterface
    public interface Pieces {

        /**
         * The next octets; an entry is never parted.
         *
         * @param octets used again afterwards
         * @param length how many of them count
         */
        void take(byte[] octets, int length);
    }

    /** In place of an invalidity date that is not known. */
    public static final long NO_DATE = Long.MIN_VALUE;

    private static final int LARGEST_ENTRY = 128;
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;

    /** SEQUENCE { 2.5.29.21, OCTET STRING { ENUMERATED … } } */
    private static final byte[] REASON_CODE = {
        0x30, 0x0a, 0x06, 0x03, 0x55, 0x1d, 0x15, 0x04, 0x03, 0x0a, 0x01
    };

    /** SEQUENCE { 2.5.29.24, OCTET STRING { GeneralizedTime … } } */
    private static final byte[] INVALIDITY_DATE = {
        0x30, 0x18, 0x06, 0x03, 0x55, 0x1d, 0x18, 0x04, 0x11
    };

    private final TbsCertList content;
    private final TbsCertListFrame frame;
    private final Pieces out;
    private final byte[] piece;
    private int filled;
    private long entries;
    private long octets;

    /**
     * Begins.
     *
     * @param pieceOctets the size of all pieces but the last ones
     */
    public TbsCertListWriter(TbsCertList content, int pieceOctets, Pieces out) {
        this.content = content;
        this.frame = TbsCertListFrame.of(content);
        this.out = out;
        this.piece = new byte[pieceOctets];
        append(frame.head());
    }

    /**
     * The next entry: its serial number is greater than the one before.
     *
     * @param serial content octets of the INTEGER
     * @param serialAt where they start
     * @param revocationDate in seconds since 1970-01-01T00:00:00Z
     * @param reason a CRLReason; 0 is left out
     * @param invalidityDate in seconds since 1970-01-01T00:00:00Z, or {@link #NO_DATE}
     */
    public void entry(
            byte[] serial,
            int serialAt,
            int serialLength,
            long revocationDate,
            int reason,
            long invalidityDate) {
        if (piece.length - filled < LARGEST_ENTRY) {
            flush();
        }
        var start = filled;
        var at = start + 2;
        at = DerHeader.write(piece, at, INTEGER, serialLength);
        System.arraycopy(serial, serialAt, piece, at, serialLength);
        at = DerTime.writeTime(piece, at + serialLength, revocationDate);
        at = extensions(at, reason, invalidityDate);
        DerHeader.write(piece, start, SEQUENCE, at - start - 2L);
        filled = at;
        entries++;
        octets += at - start;
    }

    private int extensions(int from, int reason, long invalidityDate) {
        if (reason == 0 && invalidityDate == NO_DATE) {
            return from;
        }
        var at = from + 2;
        // "the reason code CRL entry extension SHOULD be absent instead of using the unspecified
        // (0) value" (RFC 5280 5.3.1).
        if (reason != 0) {
            System.arraycopy(REASON_CODE, 0, piece, at, REASON_CODE.length);
            at += REASON_CODE.length;
            piece[at++] = (byte) reason;
        }
        if (invalidityDate != NO_DATE) {
            System.arraycopy(INVALIDITY_DATE, 0, piece, at, INVALIDITY_DATE.length);
            at = DerTime.writeGeneralized(piece, at + INVALIDITY_DATE.length, invalidityDate);
        }
        DerHeader.write(piece, from, SEQUENCE, at - from - 2L);
        return at;
    }

    /**
     * Ends.
     *
     * @throws IllegalStateException if the entries were not as many, or not as long, as was said
     *     before them; what was written is worthless
     */
    public void end() {
        if (entries != content.extent().entries() || octets != content.extent().octets()) {
            throw new IllegalStateException(
                    "CRL "
                            + content.number().value()
                            + " has "
                            + entries
                            + " entries of "
                            + octets
                            + " octets where "
                            + content.extent().entries()
                            + " of "
                            + content.extent().octets()
                            + " were counted. It was not signed");
        }
        append(frame.tail());
        flush();
    }

    private void append(Octets whole) {
        var part = whole.toArray();
        if (piece.length - filled < part.length) {
            flush();
        }
        System.arraycopy(part, 0, piece, filled, part.length);
        filled += part.length;
    }

    private void flush() {
        out.take(piece, filled);
        filled = 0;
    }
}
