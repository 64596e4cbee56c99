package org.lineageca.ca.lint.rules;

import java.io.IOException;
import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.x509.PublicKeyCheck;
import org.lineageca.octets.Octets;

/** The key is of a kind and strength we certify. */
final class PublicKeyStrength implements Lint<CertificateUnderLint> {

    @Override
    public String source() {
        return "BR 6.1.5, 6.1.6";
    }

    @Override
    public Optional<String> check(CertificateUnderLint subject) {
        try {
            return PublicKeyCheck.problem(
                    Octets.of(subject.tbs().getSubjectPublicKeyInfo().getEncoded()));
        } catch (IOException e) {
            return Optional.of("the public key has no encoding: " + e.getMessage());
        }
    }
}
