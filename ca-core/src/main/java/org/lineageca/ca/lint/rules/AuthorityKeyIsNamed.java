package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;

/** All but roots name the key they are signed with. */
final class AuthorityKeyIsNamed implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.2.1.1";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        if (subject.isSelfIssued() && !subject.has(Extension.authorityKeyIdentifier)) {
            return Optional.empty();
        }
        var identifier =
                AuthorityKeyIdentifier.getInstance(
                        subject.value(Extension.authorityKeyIdentifier).orElse(null));
        return identifier == null || identifier.getKeyIdentifierOctets() == null
                ? Optional.of("authorityKeyIdentifier has no keyIdentifier, or is absent")
                : Optional.empty();
    }
}
