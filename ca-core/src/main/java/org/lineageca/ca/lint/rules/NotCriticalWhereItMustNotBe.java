package org.lineageca.ca.lint.rules;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;

/**
 * Key identifiers, pointers to status and issuers are not critical, nor is subjectAltName beside a
 * subject.
 */
final class NotCriticalWhereItMustNotBe implements Lint<CertificateFields> {

    private static final Set<ASN1ObjectIdentifier> NEVER =
            Set.of(
                    Extension.authorityKeyIdentifier,
                    Extension.subjectKeyIdentifier,
                    Extension.issuerAlternativeName,
                    Extension.subjectDirectoryAttributes,
                    Extension.cRLDistributionPoints,
                    Extension.freshestCRL,
                    Extension.authorityInfoAccess,
                    Extension.subjectInfoAccess);

    @Override
    public String source() {
        return "RFC 5280 4.2.1.1, 4.2.1.2, 4.2.1.6, 4.2.1.13, 4.2.2.1";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.extensions().stream()
                .filter(Extension::isCritical)
                .map(Extension::getExtnId)
                .filter(type ->
                        NEVER.contains(type)
                                || (type.equals(Extension.subjectAlternativeName)
                                        && subject.subject().size() > 0))
                .findFirst()
                .map("extension %s is critical"::formatted);
    }
}
