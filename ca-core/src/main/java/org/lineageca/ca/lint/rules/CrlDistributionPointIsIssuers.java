package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.lineageca.ca.lint.Lint;

/** The CRL it points to is the one its issuing generation publishes, byte for byte. */
final class CrlDistributionPointIsIssuers implements Lint<CertificateUnderLint> {

    @Override
    public String source() {
        return "RFC 5280 4.2.1.13";
    }

    @Override
    public Optional<String> check(CertificateUnderLint subject) {
        var issuer = subject.content().issuer();
        var points =
                CRLDistPoint.getInstance(
                        subject.value(Extension.cRLDistributionPoints).orElse(null));
        if (issuer == null || !subject.content().namesCrl()) {
            return points == null
                    ? Optional.empty()
                    : Optional.of("it is never looked up in a CRL, yet names one");
        }
        if (points == null || points.getDistributionPoints().length != 1) {
            return Optional.of("it does not name exactly one CRL");
        }
        var names =
                GeneralNames.getInstance(
                                points.getDistributionPoints()[0].getDistributionPoint().getName())
                        .getNames();
        var named = subject.content().crlPointer(issuer.uris()).uri();
        return names.length == 1 && names[0].getName().toString().equals(named)
                ? Optional.empty()
                : Optional.of("the CRL it names is not " + named);
    }
}
