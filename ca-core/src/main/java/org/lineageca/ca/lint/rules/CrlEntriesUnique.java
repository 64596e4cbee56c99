package org.lineageca.ca.lint.rules;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Optional;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.lineageca.ca.lint.Lint;

/** Each certificate is on a CRL once. */
final class CrlEntriesUnique implements Lint<CrlFields> {

    @Override
    public String source() {
        return "RFC 5280 5.1.2.6";
    }

    @Override
    public Optional<String> check(CrlFields subject) {
        var seen = new HashSet<BigInteger>();
        for (var entries = subject.tbs().getRevokedCertificateEnumeration();
                entries.hasMoreElements(); ) {
            var serial =
                    ((TBSCertList.CRLEntry) entries.nextElement()).getUserCertificate().getValue();
            if (!seen.add(serial)) {
                return Optional.of(
                        "serial number %s is there twice".formatted(serial.toString(16)));
            }
        }
        return Optional.empty();
    }
}
