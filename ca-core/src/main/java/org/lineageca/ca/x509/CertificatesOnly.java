package org.lineageca.ca.x509;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.x509.Certificate;
import org.lineageca.octets.Octets;

/**
 * Certificates in one file: SignedData without content and signers (RFC 5652 5.1; RFC 8551 3.2.2
 * calls it certs-only, others PKCS #7 or p7c).
 */
public final class CertificatesOnly {

    private CertificatesOnly() {}

    /**
     * Encodes.
     *
     * @param certificates DER; the order is lost, as DER sorts a SET
     */
    public static Octets encode(List<Octets> certificates) {
        var set = new ASN1EncodableVector();
        certificates.forEach(der -> set.add(Certificate.getInstance(der.toArray())));
        var signed =
                new SignedData(
                        new DERSet(),
                        new ContentInfo(CMSObjectIdentifiers.data, null),
                        new DERSet(set),
                        null,
                        new DERSet());
        try {
            return Octets.of(
                    new ContentInfo(CMSObjectIdentifiers.signedData, signed)
                            .getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new UncheckedIOException("certificates that were read cannot be written", e);
        }
    }
}
