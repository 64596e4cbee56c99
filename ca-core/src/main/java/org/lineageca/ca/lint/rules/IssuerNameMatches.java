package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.x509.DistinguishedName;

/** The issuer field is the subject of the issuer certificate, byte for byte. */
final class IssuerNameMatches implements Lint<CertificateUnderLint> {

    @Override
    public String source() {
        return "RFC 5280 4.1.2.4";
    }

    @Override
    public Optional<String> check(CertificateUnderLint subject) {
        var issuer = subject.content().issuer();
        var expected =
                issuer == null ? subject.content().subject() : issuer.certificate().subject();
        return expected.equals(DistinguishedName.read(subject.tbs().getIssuer()))
                ? Optional.empty()
                : Optional.of("the issuer name is not " + expected);
    }
}
