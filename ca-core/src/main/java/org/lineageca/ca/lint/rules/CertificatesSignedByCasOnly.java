package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.lineageca.ca.lint.Lint;

/** keyCertSign is for CAs, and a CA has it. */
final class CertificatesSignedByCasOnly implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.2.1.3, 4.2.1.9";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var usage = subject.usage();
        return usage.isEmpty() || subject.isCa() == usage.get().hasUsages(KeyUsage.keyCertSign)
                ? Optional.empty()
                : Optional.of(
                        subject.isCa()
                                ? "it is a CA's, and keyUsage lacks keyCertSign"
                                : "it is no CA's, and keyUsage has keyCertSign");
    }
}
