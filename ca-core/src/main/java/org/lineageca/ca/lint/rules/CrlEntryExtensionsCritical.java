package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.lineageca.ca.lint.Lint;

/** Of the extensions of entries certificateIssuer is critical, and no other is. */
final class CrlEntryExtensionsCritical implements Lint<CrlFields> {

    @Override
    public String source() {
        return "RFC 5280 5.3.1, 5.3.2, 5.3.3";
    }

    @Override
    public Optional<String> check(CrlFields subject) {
        for (var entries = subject.tbs().getRevokedCertificateEnumeration();
                entries.hasMoreElements(); ) {
            var entry = (TBSCertList.CRLEntry) entries.nextElement();
            var extensions = entry.getExtensions();
            for (var type :
                    extensions == null
                            ? new ASN1ObjectIdentifier[0]
                            : extensions.getExtensionOIDs()) {
                var isIssuer = type.equals(Extension.certificateIssuer);
                if (extensions.getExtension(type).isCritical() != isIssuer) {
                    return Optional.of(
                            "serial number %s has %s %s"
                                    .formatted(
                                            entry.getUserCertificate().getValue().toString(16),
                                            type,
                                            isIssuer ? "not critical" : "critical"));
                }
            }
        }
        return Optional.empty();
    }
}
