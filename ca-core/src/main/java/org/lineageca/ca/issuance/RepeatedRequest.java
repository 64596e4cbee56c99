package org.lineageca.ca.issuance;

import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.AlternativeNames;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.octets.Octets;

/**
 * What would have to be asked for to get a certificate once more. Whoever asked for the first has
 * proved possession of the key.
 */
public final class RepeatedRequest {

    private RepeatedRequest() {}

    /**
     * Reads it from a certificate; its digest is the certificate's fingerprint.
     *
     * @param certificate DER, one that was issued here
     * @throws RefusedException if it has a name that is not certified any more
     */
    public static CertificationRequest of(Octets certificate) {
        var content = Certificate.getInstance(certificate.toArray()).getTBSCertificate();
        try {
            return new CertificationRequest(
                    certificate.sha256(),
                    DistinguishedName.read(content.getSubject()),
                    Arrays.stream(content.getSubject().getRDNs(BCStyle.CN))
                            .map(rdn -> rdn.getFirst().getValue().toString())
                            .toList(),
                    names(content),
                    publicKey(content));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.UNACCEPTABLE_NAMES,
                    "A name in the certificate was refused: "
                            + e.getMessage()
                            + ". Nothing was issued.",
                    e);
        }
    }

    private static List<AlternativeName> names(TBSCertificate content) {
        var names =
                content.getExtensions() == null
                        ? null
                        : GeneralNames.fromExtensions(
                                content.getExtensions(), Extension.subjectAlternativeName);
        return names == null ? List.of() : AlternativeNames.read(names);
    }

    private static Octets publicKey(TBSCertificate content) {
        try {
            return Octets.of(content.getSubjectPublicKeyInfo().getEncoded(ASN1Encoding.DER));
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException("its public key has no DER encoding", e);
        }
    }
}
