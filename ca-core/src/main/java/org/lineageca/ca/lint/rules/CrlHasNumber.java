package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;

/** A CRL has a number, not critical, not negative, of at most 20 octets. */
final class CrlHasNumber implements Lint<CrlFields> {

    @Override
    public String source() {
        return "RFC 5280 5.2.3";
    }

    @Override
    public Optional<String> check(CrlFields subject) {
        var extension = subject.extension(Extension.cRLNumber);
        if (extension.isEmpty() || extension.get().isCritical()) {
            return Optional.of("cRLNumber is absent or critical");
        }
        var number = CRLNumber.getInstance(extension.get().getParsedValue()).getCRLNumber();
        return number.signum() < 0 || number.toByteArray().length > 20
                ? Optional.of("cRLNumber is negative or has more than 20 octets")
                : Optional.empty();
    }
}
