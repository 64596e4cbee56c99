package org.lineageca.ca.lint.rules;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;

/**
 * basicConstraints of a CA, nameConstraints, policyConstraints and inhibitAnyPolicy are critical,
 * and so should be keyUsage.
 */
final class CriticalWhereItMustBe implements Lint<CertificateFields> {

    private static final Set<ASN1ObjectIdentifier> ALWAYS =
            Set.of(
                    Extension.keyUsage,
                    Extension.nameConstraints,
                    Extension.policyConstraints,
                    Extension.inhibitAnyPolicy);

    @Override
    public String source() {
        return "RFC 5280 4.2.1.3, 4.2.1.9, 4.2.1.10, 4.2.1.11, 4.2.1.14";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.extensions().stream()
                .filter(extension -> !extension.isCritical())
                .map(Extension::getExtnId)
                .filter(type ->
                        ALWAYS.contains(type)
                                || (subject.isCa() && type.equals(Extension.basicConstraints)))
                .findFirst()
                .map("extension %s is not critical"::formatted);
    }
}
