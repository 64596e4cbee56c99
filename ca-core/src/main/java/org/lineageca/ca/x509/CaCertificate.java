package org.lineageca.ca.x509;

import java.time.Instant;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.lineageca.octets.Octets;

/**
 * A certificate over a generation's key.
 *
 * @param der as signed
 * @param publicKey DER SubjectPublicKeyInfo
 * @param keyIdentifier what the certificates it issues carry as authorityKeyIdentifier
 */
public record CaCertificate(
        Octets der,
        DistinguishedName subject,
        DistinguishedName issuer,
        SerialNumber serial,
        Instant notBefore,
        Instant notAfter,
        Octets publicKey,
        KeyIdentifier keyIdentifier) {

    /** Reads what was signed; the encoding is ours, so anything amiss is a defect. */
    public static CaCertificate parse(Octets der) {
        try {
            var certificate = Certificate.getInstance(der.toArray());
            var tbs = certificate.getTBSCertificate();
            var identifier =
                    tbs.getExtensions().getExtensionParsedValue(Extension.subjectKeyIdentifier);
            if (identifier == null) {
                throw new IllegalArgumentException(
                        "a CA certificate needs a subjectKeyIdentifier (RFC 5280 4.2.1.2)");
            }
            return new CaCertificate(
                    der,
                    DistinguishedName.read(tbs.getSubject()),
                    DistinguishedName.read(tbs.getIssuer()),
                    new SerialNumber(tbs.getSerialNumber().getValue()),
                    tbs.getStartDate().getDate().toInstant(),
                    tbs.getEndDate().getDate().toInstant(),
                    Octets.of(tbs.getSubjectPublicKeyInfo().getEncoded()),
                    new KeyIdentifier(
                            Octets.of(
                                    SubjectKeyIdentifier.getInstance(identifier)
                                            .getKeyIdentifier())));
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException("not a CA certificate: " + e.getMessage(), e);
        }
    }

    public boolean isSelfSigned() {
        return subject.equals(issuer);
    }

    public GenerationId generation() {
        return GenerationId.ofPublicKey(publicKey);
    }
}
