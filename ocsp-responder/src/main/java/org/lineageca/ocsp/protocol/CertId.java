package org.lineageca.ocsp.protocol;

import static org.lineageca.ocsp.protocol.DerWriter.element;
import static org.lineageca.ocsp.protocol.DerWriter.octetString;
import static org.lineageca.ocsp.protocol.DerWriter.sequence;

import org.lineageca.octets.Octets;

/**
 * Which certificate is asked about (RFC 6960 4.1.1).
 *
 * @param serial content octets of the serial number's INTEGER, 1 to 20
 * @param der the asker's encoding, repeated in the answer octet for octet
 */
public record CertId(IssuerId issuer, Octets serial, Octets der) {

    /** As most askers write it: the hash algorithm has the parameters NULL. */
    public static CertId of(IssuerId issuer, Octets serial) {
        var algorithm =
                sequence(
                        element(DerCursor.OBJECT_IDENTIFIER, issuer.hashAlgorithm()),
                        DerWriter.NULL);
        var der =
                sequence(
                        algorithm,
                        octetString(issuer.nameHash()),
                        octetString(issuer.keyHash()),
                        element(DerCursor.INTEGER, serial));
        return new CertId(issuer, serial, der);
    }
}
