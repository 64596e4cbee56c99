package org.lineageca.ca.lint.rules;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.x509.TransparencyExtensions;

/** A critical extension is one that verifiers know. */
final class CriticalExtensionsKnown implements Lint<CertificateFields> {

    private static final Set<ASN1ObjectIdentifier> KNOWN =
            Set.of(
                    Extension.keyUsage,
                    Extension.certificatePolicies,
                    Extension.policyMappings,
                    Extension.subjectAlternativeName,
                    Extension.basicConstraints,
                    Extension.nameConstraints,
                    Extension.policyConstraints,
                    Extension.extendedKeyUsage,
                    Extension.inhibitAnyPolicy,
                    TransparencyExtensions.POISON);

    @Override
    public String source() {
        return "RFC 5280 4.2";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.extensions().stream()
                .filter(Extension::isCritical)
                .map(Extension::getExtnId)
                .filter(type -> !KNOWN.contains(type))
                .findFirst()
                .map("critical extension %s is not known"::formatted);
    }
}
