package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.lineageca.ca.lint.Lint;

/**
 * Reasons are among those of RFC 5280; unspecified is not written, removeFromCRL only in deltas.
 */
final class CrlReasonsAreKnown implements Lint<CrlFields> {

    @Override
    public String source() {
        return "RFC 5280 5.3.1";
    }

    @Override
    public Optional<String> check(CrlFields subject) {
        var isDelta = subject.extension(Extension.deltaCRLIndicator).isPresent();
        for (var entries = subject.tbs().getRevokedCertificateEnumeration();
                entries.hasMoreElements(); ) {
            var entry = (TBSCertList.CRLEntry) entries.nextElement();
            var reason = reason(entry);
            if (reason == 7 || reason > 10 || reason == 0 || (reason == 8 && !isDelta)) {
                return Optional.of(
                        "serial number %s has the reason %d"
                                .formatted(
                                        entry.getUserCertificate().getValue().toString(16),
                                        reason));
            }
        }
        return Optional.empty();
    }

    /** Minus one where there is none. */
    private static int reason(TBSCertList.CRLEntry entry) {
        var extension =
                entry.getExtensions() == null
                        ? null
                        : entry.getExtensions().getExtension(Extension.reasonCode);
        return extension == null
                ? -1
                : ASN1Enumerated.getInstance(extension.getParsedValue()).getValue().intValue();
    }
}
