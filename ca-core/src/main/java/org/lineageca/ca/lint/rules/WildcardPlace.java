package org.lineageca.ca.lint.rules;

import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.lineageca.ca.lint.Lint;

/** A star is the whole of the left-most label, and two labels or more follow it. */
final class WildcardPlace implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "BR 3.2.2.6, RFC 9525 6.3";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.names(GeneralName.dNSName).stream()
                .filter(name -> name.contains("*"))
                .filter(name -> !isLeftMost(name))
                .findFirst()
                .map("'%s' has its star in another place"::formatted);
    }

    /** By hand: a regular expression goes as deep as a name has labels. */
    private static boolean isLeftMost(String name) {
        var labels = name.split("\\.", -1);
        return labels.length > 2
                && labels[0].equals("*")
                && Stream.of(labels)
                        .skip(1)
                        .noneMatch(label -> label.isEmpty() || label.contains("*"));
    }
}
