package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;

/** What has noRevAvail is no CA's and points to no status. */
final class NoRevocation implements Lint<CertificateFields> {

    static final ASN1ObjectIdentifier NO_REV_AVAIL = new ASN1ObjectIdentifier("2.5.29.56");

    @Override
    public String source() {
        return "RFC 9608 2";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        if (!subject.has(NO_REV_AVAIL)) {
            return Optional.empty();
        }
        return subject.isCa()
                        || subject.has(Extension.cRLDistributionPoints)
                        || subject.has(Extension.freshestCRL)
                        || subject.extension(NO_REV_AVAIL).orElseThrow().isCritical()
                ? Optional.of("noRevAvail is critical, in a CA's, or beside a pointer to a CRL")
                : Optional.empty();
    }
}
