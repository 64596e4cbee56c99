package org.lineageca.ca.lint.rules;

import java.util.Optional;
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
                .filter(name -> !name.matches("\\*\\.[^*.]+(\\.[^*.]+)+"))
                .findFirst()
                .map("'%s' has its star in another place"::formatted);
    }
}
