package org.lineageca.ocsp.protocol;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
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
        var hash = ASN1ObjectIdentifier.fromContents(issuer.hashAlgorithm().toArray());
        var written =
                new CertID(
                        new AlgorithmIdentifier(hash, DERNull.INSTANCE),
                        new DEROctetString(issuer.nameHash().toArray()),
                        new DEROctetString(issuer.keyHash().toArray()),
                        new ASN1Integer(serial.toArray()));
        return new CertId(issuer, serial, ResponseEncoder.der(written));
    }
}
