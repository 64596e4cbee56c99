package org.lineageca.ca.lint.rules;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;

/** A delta names an earlier CRL critically and points to no other delta; another CRL does not. */
final class CrlDeltaNamesItsBase implements Lint<CrlUnderLint> {

    @Override
    public String source() {
        return "RFC 5280 5.2.4, 5.2.6";
    }

    @Override
    public Optional<String> check(CrlUnderLint subject) {
        var indicator = subject.extension(Extension.deltaCRLIndicator);
        var base = subject.content().extensions().base();
        if (indicator.isPresent() != (base != null)) {
            return Optional.of(
                    "deltaCRLIndicator is " + (indicator.isPresent() ? "present" : "absent"));
        }
        if (base == null) {
            return Optional.empty();
        }
        var named = CRLNumber.getInstance(indicator.orElseThrow().getParsedValue()).getCRLNumber();
        var right =
                indicator.orElseThrow().isCritical()
                        && named.equals(BigInteger.valueOf(base.value()))
                        && base.value() < subject.content().number().value()
                        && subject.extension(Extension.freshestCRL).isEmpty();
        return right
                ? Optional.empty()
                : Optional.of(
                        "deltaCRLIndicator "
                                + named
                                + " is not a critical "
                                + base.value()
                                + " below its number, or it has a freshestCRL");
    }
}
