package org.lineageca.ca.lint.rules;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;

/** The CRL carries the number that was reserved for it, not critical. */
final class CrlNumberIsTheReservedOne implements Lint<CrlUnderLint> {

    @Override
    public String source() {
        return "RFC 5280 5.2.3";
    }

    @Override
    public Optional<String> check(CrlUnderLint subject) {
        var number = subject.extension(Extension.cRLNumber);
        if (number.isEmpty() || number.get().isCritical()) {
            return Optional.of("cRLNumber is absent or critical");
        }
        var value = CRLNumber.getInstance(number.get().getParsedValue()).getCRLNumber();
        return value.equals(BigInteger.valueOf(subject.content().number().value()))
                ? Optional.empty()
                : Optional.of(
                        "cRLNumber is "
                                + value
                                + ", reserved was "
                                + subject.content().number().value());
    }
}
