package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;
import org.lineageca.octets.Octets;

/**
 * The authorityKeyIdentifier is the issuer's key identifier, and nothing else: issuer and serial in
 * it break renewal.
 */
final class AuthorityKeyIdentifierMatches implements Lint<CertificateUnderLint> {

    @Override
    public String source() {
        return "RFC 5280 4.2.1.1";
    }

    @Override
    public Optional<String> check(CertificateUnderLint subject) {
        var identifier =
                AuthorityKeyIdentifier.getInstance(
                        subject.value(Extension.authorityKeyIdentifier).orElse(null));
        if (identifier == null || identifier.getKeyIdentifierOctets() == null) {
            return Optional.of("no authorityKeyIdentifier");
        }
        if (identifier.getAuthorityCertIssuer() != null
                || identifier.getAuthorityCertSerialNumber() != null) {
            return Optional.of("the authorityKeyIdentifier names issuer and serial");
        }
        return Octets.of(identifier.getKeyIdentifierOctets())
                        .equals(subject.content().authorityKeyIdentifier().value())
                ? Optional.empty()
                : Optional.of("the authorityKeyIdentifier is not that of the issuer");
    }
}
