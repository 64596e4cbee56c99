package org.lineageca.ca.forecast;

import java.util.Comparator;
import java.util.List;

/**
 * How many bytes a CRL has for its entries: a straight line.
 *
 * @param empty bytes of one without entries
 * @param perEntry bytes that each entry adds
 * @param measured whether {@code perEntry} comes from CRLs of this generation; otherwise it is the
 *     size of an entry with a serial number of 16 octets and a reason (RFC 5280 5.1)
 */
public record CrlSize(double empty, double perEntry, boolean measured) {

    /**
     * SEQUENCE 2, INTEGER 2 + 16, UTCTime 15, extensions with a reasonCode 14: the entries our
     * encoder writes.
     */
    private static final double USUAL_ENTRY = 49;

    /** Name, times, extensions and an ECDSA signature. */
    private static final double USUAL_EMPTY = 350;

    private static final int ENOUGH = 8;

    /**
     * The line through the smallest and the newest CRL there is. Where they differ by too few
     * entries, the lengths of two signatures would distort it: then through the newest alone.
     */
    public static CrlSize of(List<PublishedCrl> crls) {
        if (crls.isEmpty()) {
            return new CrlSize(USUAL_EMPTY, USUAL_ENTRY, false);
        }
        var newest = crls.getLast();
        var smallest = crls.stream().min(Comparator.comparingLong(PublishedCrl::entries)).get();
        var more = newest.entries() - smallest.entries();
        if (more >= ENOUGH) {
            return through(newest, (double) (newest.bytes() - smallest.bytes()) / more, true);
        }
        if (newest.entries() >= ENOUGH) {
            return through(newest, (newest.bytes() - USUAL_EMPTY) / newest.entries(), true);
        }
        return through(newest, USUAL_ENTRY, false);
    }

    private static CrlSize through(PublishedCrl crl, double perEntry, boolean measured) {
        var positive = Math.max(1, perEntry);
        return new CrlSize(crl.bytes() - crl.entries() * positive, positive, measured);
    }

    public long bytes(long entries) {
        return Math.round(empty + entries * perEntry);
    }

    /** The most entries that a CRL of so many bytes can hold. */
    public long entriesWithin(long bytes) {
        return Math.max(0, (long) Math.floor((bytes - empty) / perEntry));
    }
}
