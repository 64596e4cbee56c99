package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.lineageca.ca.lint.Lint;
import org.lineageca.octets.Octets;

/** The authorityKeyIdentifier is the subjectKeyIdentifier of the issuer's certificate. */
final class IssuerKeyChains implements Lint<BesideIssuer> {

    @Override
    public String source() {
        return "RFC 5280 4.2.1.1, 4.2.1.2";
    }

    @Override
    public Optional<String> check(BesideIssuer subject) {
        var named = subject.keyIdentifier();
        return named == null
                        || subject.issuer()
                                .value(Extension.subjectKeyIdentifier)
                                .map(value ->
                                        Octets.of(
                                                SubjectKeyIdentifier.getInstance(value)
                                                        .getKeyIdentifier()))
                                .filter(own -> !own.equals(named))
                                .isEmpty()
                ? Optional.empty()
                : Optional.of("the authorityKeyIdentifier is not that of the issuer");
    }
}
