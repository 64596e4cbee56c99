package org.lineageca.ca.lint.rules;

import java.util.HashSet;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;

/** Of each extension there is one. */
final class ExtensionsNotRepeated implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.2";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var seen = new HashSet<ASN1ObjectIdentifier>();
        return subject.extensions().stream()
                .map(Extension::getExtnId)
                .filter(type -> !seen.add(type))
                .findFirst()
                .map("extension %s is there twice"::formatted);
    }
}
