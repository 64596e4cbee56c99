package org.lineageca.ca.x509;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.lineageca.octets.Octets;

/** The key identifiers a certificate of anybody carries (RFC 5280 4.2.1.1 and 4.2.1.2). */
public final class KeyIdentifierExtensions {

    private KeyIdentifierExtensions() {}

    /** Names the certificate's own key; empty where the extension is absent or malformed. */
    public static Optional<KeyIdentifier> subject(X509Certificate certificate) {
        return content(certificate, Extension.subjectKeyIdentifier)
                .flatMap(content ->
                        read(() -> SubjectKeyIdentifier.getInstance(content).getKeyIdentifier()));
    }

    /** Names its issuer's key; empty where the extension is absent, without one or malformed. */
    public static Optional<KeyIdentifier> authority(X509Certificate certificate) {
        return content(certificate, Extension.authorityKeyIdentifier)
                .flatMap(content ->
                        read(() ->
                                AuthorityKeyIdentifier.getInstance(content)
                                        .getKeyIdentifierOctets()));
    }

    private static Optional<byte[]> content(
            X509Certificate certificate, ASN1ObjectIdentifier extension) {
        var value = certificate.getExtensionValue(extension.getId());
        return value == null
                ? Optional.empty()
                : Optional.of(ASN1OctetString.getInstance(value).getOctets());
    }

    private static Optional<KeyIdentifier> read(
            java.util.function.Supplier<byte @org.jspecify.annotations.Nullable []> extension) {
        try {
            var octets = extension.get();
            return octets == null
                    ? Optional.empty()
                    : Optional.of(new KeyIdentifier(Octets.of(octets)));
        } catch (IllegalArgumentException malformed) {
            // It only hints at an issuer: a certificate without the hint is looked at all the same.
            return Optional.empty();
        }
    }
}
