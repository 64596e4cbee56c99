package org.lineageca.ca.crl;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.octets.Octets;

/** TBSCertList as DER (RFC 5280 5.1), of CRLs that are small enough to be held. */
public final class CrlEncoder {

    private static final int PIECE = 8 * 1024;

    private CrlEncoder() {}

    /**
     * Encodes.
     *
     * @param entries in ascending order of serial number, of the extent that the content says
     */
    public static Octets encode(TbsCertList content, List<RevocationEntry> entries) {
        var out = new ByteArrayOutputStream(PIECE);
        var writer =
                new TbsCertListWriter(
                        content, PIECE, (octets, length) -> out.write(octets, 0, length));
        for (var entry : entries) {
            var serial = entry.serial().octets().toArray();
            var invalidity = entry.invalidityDate();
            writer.entry(
                    serial,
                    0,
                    serial.length,
                    entry.revocationDate().getEpochSecond(),
                    entry.reason().code(),
                    invalidity == null ? TbsCertListWriter.NO_DATE : invalidity.getEpochSecond());
        }
        writer.end();
        return Octets.of(out.toByteArray());
    }
}
