package org.lineageca.ca.lint.rules;

import java.time.Duration;
import java.util.Optional;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.Severity;

/** Where a certificate is not short-lived and no root, it says where its status is. */
final class StatusIsFindable implements Lint<CertificateFields> {

    /** The last second is part of it. */
    private static final Duration SHORT = Duration.ofDays(7);

    @Override
    public String source() {
        return "BR 7.1.2.11.2, RFC 9608";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var points =
                subject.has(Extension.cRLDistributionPoints)
                        || namesResponder(subject)
                        || subject.has(NoRevocation.NO_REV_AVAIL)
                        || subject.has(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck);
        var life = Duration.between(subject.notBefore().instant(), subject.notAfter().instant());
        return points || subject.isSelfIssued() || life.compareTo(SHORT) < 0
                ? Optional.empty()
                : Optional.of("it names neither a CRL nor a responder");
    }

    private static boolean namesResponder(CertificateFields subject) {
        return subject.access().stream()
                .anyMatch(each -> each.getAccessMethod().equals(AccessDescription.id_ad_ocsp));
    }
}
