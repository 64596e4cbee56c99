package org.lineageca.ca.lint.rules;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.Severity;

/** Of each attribute there is one, but for domain components, units and streets. */
final class AttributesNotRepeated implements Lint<CertificateFields> {

    private static final Set<ASN1ObjectIdentifier> SEVERAL =
            Set.of(BCStyle.DC, BCStyle.OU, BCStyle.STREET);

    @Override
    public String source() {
        return "BR 7.1.4.1";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var seen = new HashSet<ASN1ObjectIdentifier>();
        return Arrays.stream(subject.subject().getAttributeTypes())
                .filter(type -> !SEVERAL.contains(type) && !seen.add(type))
                .findFirst()
                .map("the subject has attribute %s twice"::formatted);
    }
}
