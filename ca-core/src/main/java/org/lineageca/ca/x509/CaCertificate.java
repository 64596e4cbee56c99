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

    private static final int LARGEST = 64 * 1024;

    /**
     * Reads a certificate over a CA's key, ours or handed in.
     *
     * @throws IllegalArgumentException saying why it is none
     */
    public static CaCertificate parse(Octets der) {
        if (der.length() > LARGEST) {
            throw new IllegalArgumentException(
                    "a certificate of " + der.length() + " octets is too large");
        }
        try {
            var certificate = Certificate.getInstance(der.toArray());
            var tbs = certificate.getTBSCertificate();
            var extensions = tbs.getExtensions();
            var identifier =
                    extensions == null
                            ? null
                            : extensions.getExtensionParsedValue(Extension.subjectKeyIdentifier);
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
        } catch (java.io.IOException | IllegalStateException | ClassCastException e) {
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
