package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.x509.SignatureIdentifier;

/**
 * The inner signature algorithm is the one the signer's key signs with; SHA-1 and MD5 are none of
 * ours.
 */
final class SignatureAlgorithmMatchesKey implements Lint<CertificateUnderLint> {

    @Override
    public String source() {
        return "RFC 5280 4.1.2.3";
    }

    @Override
    public Optional<String> check(CertificateUnderLint subject) {
        return subject.tbs()
                        .getSignature()
                        .equals(SignatureIdentifier.of(subject.content().algorithm()))
                ? Optional.empty()
                : Optional.of("the signature algorithm is not " + subject.content().algorithm());
    }
}
