package org.lineageca.ca.lint.rules;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.Severity;

/** authorityInfoAccess tells where status and issuer are, once each way. */
final class AccessMethods implements Lint<CertificateFields> {

    private static final Set<ASN1ObjectIdentifier> KNOWN =
            Set.of(AccessDescription.id_ad_ocsp, AccessDescription.id_ad_caIssuers);

    @Override
    public String source() {
        return "RFC 5280 4.2.2.1";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.access().stream()
                .map(AccessDescription::getAccessMethod)
                .filter(method -> !KNOWN.contains(method))
                .findFirst()
                .map("authorityInfoAccess has the method %s"::formatted);
    }
}
