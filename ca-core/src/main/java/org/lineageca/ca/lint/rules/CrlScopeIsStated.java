package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.lint.Lint;

/**
 * A CRL that does not speak for the whole authority says so in a critical issuingDistributionPoint;
 * another has none.
 */
final class CrlScopeIsStated implements Lint<CrlUnderLint> {

    @Override
    public String source() {
        return "RFC 5280 5.2.5";
    }

    @Override
    public Optional<String> check(CrlUnderLint subject) {
        var point = subject.extension(Extension.issuingDistributionPoint);
        if (point.isPresent() != subject.content().extensions().statesScope()) {
            return Optional.of(
                    "issuingDistributionPoint is " + (point.isPresent() ? "present" : "absent"));
        }
        if (point.isEmpty()) {
            return Optional.empty();
        }
        var parsed = IssuingDistributionPoint.getInstance(point.get().getParsedValue());
        var names = GeneralNames.getInstance(parsed.getDistributionPoint().getName()).getNames();
        var asMeant =
                point.get().isCritical()
                        && !parsed.isIndirectCRL()
                        && !parsed.onlyContainsUserCerts()
                        && parsed.onlyContainsCACerts()
                                == (subject.content().scope() instanceof CrlScope.CaCertificates)
                        && names.length == 1
                        && names[0].getName()
                                .toString()
                                .equals(subject.content().scope().distributionPoint());
        return asMeant
                ? Optional.empty()
                : Optional.of(
                        "issuingDistributionPoint is not a critical "
                                + subject.content().scope().distributionPoint());
    }
}
