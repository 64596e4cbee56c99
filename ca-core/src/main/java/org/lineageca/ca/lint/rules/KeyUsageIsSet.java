package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** A CA's certificate has keyUsage, and none has an empty one. */
final class KeyUsageIsSet implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.2.1.3";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var usage = subject.usage();
        if (usage.isEmpty()) {
            return subject.isCa()
                    ? Optional.of("it is a CA's, and keyUsage is absent")
                    : Optional.empty();
        }
        return KeyUsages.bits(usage.get()) == 0
                ? Optional.of("keyUsage has no bit set")
                : Optional.empty();
    }
}
