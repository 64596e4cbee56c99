package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.octets.Octets;

/** Issuer name and authorityKeyIdentifier are those of the issuing generation. */
final class CrlIssuerMatches implements Lint<CrlUnderLint> {

    @Override
    public String source() {
        return "RFC 5280 5.1.2.3, 5.2.1";
    }

    @Override
    public Optional<String> check(CrlUnderLint subject) {
        var certificate = subject.content().issuer().certificate();
        var identifier =
                subject.extension(Extension.authorityKeyIdentifier)
                        .map(found -> AuthorityKeyIdentifier.getInstance(found.getParsedValue()));
        if (identifier.isEmpty()
                || !Octets.of(identifier.get().getKeyIdentifierOctets())
                        .equals(certificate.keyIdentifier().value())) {
            return Optional.of("the authorityKeyIdentifier is not that of the issuer");
        }
        return DistinguishedName.read(subject.frame().getIssuer()).equals(certificate.subject())
                ? Optional.empty()
                : Optional.of("the issuer name is not " + certificate.subject());
    }
}
