package org.lineageca.ca.lint.rules;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.lineageca.ca.lint.Lint;

/** Serial numbers ascend, so none stands twice, and there are as many as were meant. */
final class CrlEntriesAscend implements Lint<CrlUnderLint> {

    @Override
    public String source() {
        return "DESIGN 3: entries come sorted, none twice";
    }

    @Override
    public Optional<String> check(CrlUnderLint subject) {
        var previous = BigInteger.ZERO;
        var count = 0;
        var entries = subject.tbs().getRevokedCertificateEnumeration();
        while (entries.hasMoreElements()) {
            var serial =
                    ((TBSCertList.CRLEntry) entries.nextElement()).getUserCertificate().getValue();
            if (serial.compareTo(previous) <= 0) {
                return Optional.of(
                        "serial number "
                                + serial.toString(16)
                                + " does not follow "
                                + previous.toString(16));
            }
            previous = serial;
            count++;
        }
        var meant = subject.content().entries().size();
        return count == meant
                ? Optional.empty()
                : Optional.of("it has " + count + " entries where " + meant + " were meant");
    }
}
