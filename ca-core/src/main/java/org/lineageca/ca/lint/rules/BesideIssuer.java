package org.lineageca.ca.lint.rules;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * A certificate or CRL beside the certificate of its issuer.
 *
 * @param der of the whole
 * @param certificate null where it is a CRL
 */
record BesideIssuer(
        Octets der,
        @Nullable CertificateFields certificate,
        @Nullable CrlFields crl,
        CertificateFields issuer,
        Octets issuerDer) {

    private static final String X_509 = "X.509";

    X500Name issuerName() {
        return certificate != null
                ? certificate.issuer()
                : java.util.Objects.requireNonNull(crl).tbs().getIssuer();
    }

    /** Null where none is named. */
    @Nullable Octets keyIdentifier() {
        var value =
                certificate != null
                        ? certificate.value(Extension.authorityKeyIdentifier).orElse(null)
                        : crlKeyIdentifier();
        var octets =
                value == null
                        ? null
                        : AuthorityKeyIdentifier.getInstance(value).getKeyIdentifierOctets();
        return octets == null ? null : Octets.of(octets);
    }

    private @Nullable ASN1Encodable crlKeyIdentifier() {
        return crl == null
                ? null
                : crl.extension(Extension.authorityKeyIdentifier)
                        .map(Extension::getParsedValue)
                        .orElse(null);
    }

    boolean verifies() {
        try {
            var factory = CertificateFactory.getInstance(X_509);
            var key = factory.generateCertificate(stream(issuerDer)).getPublicKey();
            if (certificate != null) {
                factory.generateCertificate(stream(der)).verify(key);
            } else {
                ((X509CRL) factory.generateCRL(stream(der))).verify(key);
            }
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static ByteArrayInputStream stream(Octets octets) {
        return new ByteArrayInputStream(octets.toArray());
    }
}
