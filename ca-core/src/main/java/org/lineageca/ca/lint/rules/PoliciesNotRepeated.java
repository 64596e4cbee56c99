package org.lineageca.ca.lint.rules;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.lineageca.ca.lint.Lint;

/** Of each policy there is one. */
final class PoliciesNotRepeated implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.2.1.4";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var policies =
                CertificatePolicies.getInstance(
                        subject.value(Extension.certificatePolicies).orElse(null));
        if (policies == null) {
            return Optional.empty();
        }
        var seen = new HashSet<ASN1ObjectIdentifier>();
        return Arrays.stream(policies.getPolicyInformation())
                .map(PolicyInformation::getPolicyIdentifier)
                .filter(policy -> !seen.add(policy))
                .findFirst()
                .map("policy %s is there twice"::formatted);
    }
}
