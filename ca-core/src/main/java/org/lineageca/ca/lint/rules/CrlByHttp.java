package org.lineageca.ca.lint.rules;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.lineageca.ca.lint.Lint;

/** A CRL is fetched over plain HTTP, from a full name, for all reasons. */
final class CrlByHttp implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 5280 4.2.1.13, BR 7.1.2.11.2";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var points =
                CRLDistPoint.getInstance(
                        subject.value(Extension.cRLDistributionPoints).orElse(null));
        return points == null
                ? Optional.empty()
                : Arrays.stream(points.getDistributionPoints())
                        .filter(point -> !isPlain(point))
                        .findFirst()
                        .map(_ ->
                                "a distribution point is not one of http URIs, or for some reasons only");
    }

    private static boolean isPlain(DistributionPoint point) {
        var name = point.getDistributionPoint();
        return name != null
                && name.getType() == DistributionPointName.FULL_NAME
                && point.getReasons() == null
                && Arrays.stream(GeneralNames.getInstance(name.getName()).getNames())
                        .allMatch(Uris::isHttp);
    }
}
