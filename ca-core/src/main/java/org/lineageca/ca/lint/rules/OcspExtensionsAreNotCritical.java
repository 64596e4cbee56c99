package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.Severity;

/** No extension of an answer is critical. */
final class OcspExtensionsAreNotCritical implements Lint<OcspFields> {

    @Override
    public String source() {
        return "RFC 6960 4.4";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Optional<String> check(OcspFields subject) {
        return subject.extensions().stream()
                .filter(Extension::isCritical)
                .findFirst()
                .map(extension -> "the extension " + extension.getExtnId() + " is critical");
    }
}
