package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.lineageca.ca.lint.Lint;

/** A CA certificate has critical basicConstraints and keyCertSign; any other has neither. */
final class BasicConstraintsMatchUse implements Lint<CertificateUnderLint> {

    @Override
    public String source() {
        return "RFC 5280 4.2.1.9, 4.2.1.3";
    }

    @Override
    public Optional<String> check(CertificateUnderLint subject) {
        var constraints = subject.extension(Extension.basicConstraints);
        var usage = KeyUsage.getInstance(subject.value(Extension.keyUsage).orElse(null));
        if (constraints.isEmpty() || !constraints.get().isCritical() || usage == null) {
            return Optional.of("basicConstraints is absent or not critical, or keyUsage is absent");
        }
        var isCa = BasicConstraints.getInstance(constraints.get().getParsedValue()).isCA();
        if (isCa != subject.content().template().isCa()
                || isCa != usage.hasUsages(KeyUsage.keyCertSign)) {
            return Optional.of(
                    "basicConstraints and keyCertSign do not fit a certificate of kind "
                            + subject.content().template());
        }
        return Optional.empty();
    }
}
