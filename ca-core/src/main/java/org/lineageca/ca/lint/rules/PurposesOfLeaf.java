package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.Severity;

/** A certificate that is no CA's says what it is for, and not for everything. */
final class PurposesOfLeaf implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.2.1.12, BR 7.1.2.7.10";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        if (subject.isCa()) {
            return Optional.empty();
        }
        if (subject.purposes().isEmpty()) {
            return Optional.of("extendedKeyUsage is absent or empty");
        }
        return subject.purposes().contains(KeyPurposeId.anyExtendedKeyUsage)
                ? Optional.of("extendedKeyUsage has anyExtendedKeyUsage")
                : Optional.empty();
    }
}
