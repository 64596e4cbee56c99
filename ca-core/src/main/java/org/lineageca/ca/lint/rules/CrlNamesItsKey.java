package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;

/** A CRL names the key it is signed with, by its identifier. */
final class CrlNamesItsKey implements Lint<CrlFields> {

    @Override
    public String source() {
        return "RFC 5280 5.2.1";
    }

    @Override
    public Optional<String> check(CrlFields subject) {
        return subject.extension(Extension.authorityKeyIdentifier)
                        .map(found -> AuthorityKeyIdentifier.getInstance(found.getParsedValue()))
                        .filter(identifier -> identifier.getKeyIdentifierOctets() != null)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("authorityKeyIdentifier has no keyIdentifier, or is absent");
    }
}
